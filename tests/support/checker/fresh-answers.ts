import { addDays } from '#domain/time/local-date.ts';
import { dateOf } from '#domain/time/local-date.ts';
import { DAY_MS } from '#domain/availability/day-bits.ts';
import { openApi } from '../api.ts';
import type { Checked } from './check-library.ts';
import type { Server } from './told-log.ts';

/** Searches whose answer a process that has just read the database gives otherwise than the one that kept an index all along. */
export async function freshAnswers({ services, place, request }: Checked): Promise<unknown[]> {
  if (!request) return [];
  const {
    world: { network },
  } = await services.world.current();
  const now = await services.database.now();
  const other = await openApi(place.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres', {
    place: { ...place, drop: async () => {} },
    clock: () => now,
  });
  try {
    const from = dateOf(Math.floor(now / DAY_MS));
    const different: unknown[] = [];
    for (const service of network.services.keys()) {
      const path = `/api/slots?service=${service}&from=${from}&to=${addDays(from, 29)}`;
      const [kept, fresh] = await Promise.all([slotsOf({ request }, path), slotsOf(other, path)]);
      if (kept !== fresh) different.push({ path });
    }
    return different;
  } finally {
    await other.close();
  }
}

async function slotsOf(server: Server, path: string): Promise<string> {
  const { slots } = (await (await server.request(path)).json()) as { slots: unknown };
  return JSON.stringify(slots);
}
