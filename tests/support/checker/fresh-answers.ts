import { DAY_MS } from '#domain/availability/day-bits.ts';
import { addDays, dateOf } from '#domain/time/local-date.ts';
import { writeSlots } from '../../../api/features/slots/search-slots.ts';
import type { Database } from '../../../api/storage/engine/database.ts';
import { openLiveWorld } from '../../../api/storage/world/live-world.ts';
import type { Readable } from './check-library.ts';
import type { Server } from './told-log.ts';

const MOST = 10_000;

/** Searches whose answer a process that has just read the database gives otherwise than the one that kept an index all along. */
export async function freshAnswers({ services, request }: Readable): Promise<unknown[]> {
  if (!request) return [];
  const now = await services.database.now();
  // It reads, and no more.
  const { world } = await (await openLiveWorld(services.database as Database, () => now)).current();
  const from = dateOf(Math.floor(now / DAY_MS));
  const to = addDays(from, 29);

  const different: unknown[] = [];
  for (const service of world.network.services.keys()) {
    const path = `/api/slots?service=${service}&from=${from}&to=${to}`;
    const fresh = writeSlots(world, { service, from, to, limit: MOST }, now).text();
    if ((await slotsOf({ request }, path)) !== JSON.stringify((JSON.parse(fresh) as { slots: unknown }).slots))
      different.push({ path });
  }
  return different;
}

async function slotsOf(server: Server, path: string): Promise<string> {
  const { slots } = (await (await server.request(path)).json()) as { slots: unknown };
  return JSON.stringify(slots);
}
