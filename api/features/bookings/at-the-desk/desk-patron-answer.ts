import type { DeskPatron } from '#contract/desk.ts';
import { deskRowOf } from '#domain/check-in/desk-row.ts';
import type { Branch } from '#domain/network.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { entitlementsSeen } from '../../../storage/stores/bookings/entitlement-store.ts';
import { findDeskPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { visitsOfPatron } from '../../../storage/stores/desk/visit-store.ts';
import { termsOf } from '../booking-terms.ts';
import { daysOfDesk } from './branch-of-desk.ts';

/** K2: a patron as the desk may know one, with the visits of these days at its branch. Undefined: nobody, or no patron. */
export async function deskPatronAnswer(ctx: ReadCtx, patron: string, branch: Branch): Promise<DeskPatron | undefined> {
  const found = await findDeskPatron(ctx.reader, patron);
  if (!found) return undefined;

  const visits = await visitsOfPatron(ctx.reader, { patron, ...daysOfDesk(ctx, branch) });
  const rows: DeskPatron['rows'] = [];
  for (const visit of visits) rows.push(deskRowOf(visit, await termsOf(ctx, visit.session), ctx.now));

  const today = localDateOf(branch.timeZone, ctx.now);
  return {
    ...found,
    locale: found.locale as DeskPatron['locale'],
    entitlements: (await entitlementsSeen(ctx.reader, ctx.keys, { patron, today })).map(
      ({ id, concession, from, until }) => ({ id, concession, from, until }),
    ),
    rows,
  };
}
