import { addDays } from '#domain/time/local-date.ts';
import { dateOf } from '#domain/time/local-date.ts';
import { DAY_MS } from '#domain/availability/day-bits.ts';
import { openApi, type TestApi } from '../api.ts';

/** Searches whose answer a process that has just read the database gives otherwise than the one that kept an index all along. */
export async function freshAnswers(api: TestApi): Promise<unknown[]> {
  const {
    world: { network },
  } = await api.services.world.current();
  const now = await api.services.database.now();
  const other = await openApi(api.place.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres', {
    place: api.place,
    clock: () => now,
  });
  try {
    const from = dateOf(Math.floor(now / DAY_MS));
    const different: unknown[] = [];
    for (const service of network.services.keys()) {
      const path = `/api/slots?service=${service}&from=${from}&to=${addDays(from, 29)}`;
      const [kept, fresh] = await Promise.all([slotsOf(api, path), slotsOf(other, path)]);
      if (kept !== fresh) different.push({ path });
    }
    return different;
  } finally {
    await other.close();
  }
}

async function slotsOf(api: TestApi, path: string): Promise<string> {
  const { slots } = (await (await api.request(path)).json()) as { slots: unknown };
  return JSON.stringify(slots);
}
