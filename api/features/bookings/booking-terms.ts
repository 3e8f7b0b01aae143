import type { Branch, Service } from '#domain/network.ts';
import { findRetired } from '../../storage/stores/bookings/retired-item-store.ts';
import type { Reader } from '../../storage/engine/database.ts';
import type { World } from '../../storage/world/world.ts';

/** What a booking goes by: its service's windows and texts, its branch's clock and names. */
export interface Terms {
  service: Service;
  branch: Branch;
}

type Where = { service: string; branch: string };

/** From memory; from the tables where an import has retired one of them since. */
export async function termsOf(ctx: { reader: Reader; world: World }, session: Where): Promise<Terms> {
  const { network } = ctx.world;
  return {
    service:
      network.services.get(session.service) ?? (await findRetired<Service>(ctx.reader, 'service', session.service)),
    branch: network.branches.get(session.branch) ?? (await findRetired<Branch>(ctx.reader, 'branch', session.branch)),
  };
}
