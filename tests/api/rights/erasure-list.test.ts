import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replayErasures } from '../../../api/features/bookings/erasing/replay-erasures.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { ErasureList, readErasures } from '../../../api/storage/rights/erasure-list.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  bookingNetwork,
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_9,
  type Library,
} from '../../support/booking-library.ts';
import { readyDatabase, ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices } from '../../../api/services.ts';
import { startApi } from '../../support/child-program.ts';

describe.each(ENGINES)('Q9 the list of who was erased, on $engine', ({ engine }) => {
  let place: FreshDatabase;
  let library: Library;
  let list: ErasureList;
  let isDying = false;
  beforeEach(async () => {
    isDying = false;
    place = await readyDatabase(engine);
    const services = await openServices(place);
    await importNetwork(services, bookingNetwork(), { demo: true });
    await services.close();
    // What main.ts does.
    const erased = async () => {
      if (isDying) throw new Error('the process died between commit and list');
      await list.bringUpToDate();
    };
    library = await openLibrary(engine, { place, app: { erased } });
    list = new ErasureList(place.dataDir, library.api.services.database.reader);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.api.close();
    await place.drop();
  });

  const path = () => join(place.dataDir, 'erasures.jsonl');
  const erase = async (n: number) => (await library.patron(n)).post('/api/me/erasure');
  const isThere = async (person: string) =>
    (await rowsOf(library.api, `select id from person where id = '${person}'`)).length === 1;
  const line = (person: string) => `${JSON.stringify({ person, at: library.clock.now, why: 'asked' })}\n`;
  const replay = () => replayErasures(library.api.services, place.dataDir);

  test('who was erased is on it when they are told, by id; who was refused is not', async () => {
    expect((await erase(1)).status).toBe(200);
    expect((await (await library.person('desk-1')).post('/api/me/erasure')).status).toBe(409);
    expect(readFileSync(path(), 'utf8')).toBe(line('visitor-1'));
    expect((await erase(2)).status).toBe(200);
    expect(readErasures(place.dataDir).map(({ person }) => person)).toEqual(['visitor-1', 'visitor-2']);
  });

  test('what a crash kept from it is on it after the next start, and so is what another host erased', async () => {
    isDying = true;
    expect((await erase(1)).status).toBe(500);
    expect(await isThere('visitor-1')).toBe(false);
    expect(readErasures(place.dataDir)).toEqual([]);

    const next = new ErasureList(place.dataDir, library.api.services.database.reader);
    expect(await next.bringUpToDate()).toBe(1);
    expect(await next.bringUpToDate()).toBe(0);
    // Two processes at one file write a line once.
    expect(await list.bringUpToDate()).toBe(0);
    expect(readErasures(place.dataDir)).toMatchObject([{ person: 'visitor-1', why: 'asked' }]);
  });

  test('a copy that still has somebody loses them, with what was ahead; twice is once, and others stay', async () => {
    const ada = await library.patron(1);
    const past = await ada.book(TUESDAY_10);
    await ada.book(WEDNESDAY_9);
    library.clock.now = Date.parse(past.endsAt) + 60_000;
    await (await library.patron(2)).hold('2026-11-26T09:00:00Z');
    writeFileSync(path(), line('visitor-1') + line('somebody-newer'));

    expect(await replay()).toBe(1);
    expect(await replay()).toBe(0);
    expect([await isThere('visitor-1'), await isThere('visitor-2')]).toEqual([false, true]);
    expect(await rowsOf(library.api, `select state, patron from booking order by starts_at`)).toMatchObject([
      { state: 'confirmed', patron: '(nobody)' },
      { state: 'cancelled', patron: '(nobody)' },
      { state: 'held', patron: 'visitor-2' },
    ]);
    // Other hosts' lists are written from the table.
    expect(await rowsOf(library.api, 'select person from erasure order by person')).toEqual([
      { person: 'somebody-newer' },
      { person: 'visitor-1' },
    ]);
  });

  test('a line that was cut short is passed over and written again; a damaged one is refused', async () => {
    await erase(1);
    appendFileSync(path(), '{"person":"visitor-2","a');
    expect(readErasures(place.dataDir)).toHaveLength(1);
    await erase(2);
    expect(readErasures(place.dataDir).map(({ person }) => person)).toEqual(['visitor-1', 'visitor-2']);

    appendFileSync(path(), '\n{"person":17,"at":3}\n');
    expect(() => readErasures(place.dataDir)).toThrow(CannotOpen);
    expect(() => readErasures(place.dataDir)).toThrow(/erasures\.jsonl is damaged in line/);
    rmSync(path());
    expect(await list.bringUpToDate()).toBe(2);
  });

  test('the program is not open before it is through with the list', async () => {
    writeFileSync(path(), line('visitor-1'));
    await library.api.close();

    const env = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl };
    const program = await startApi(['start'], env);
    expect(program.output()).toContain('The database is older than 1 erasures');
    await program.stop();
    library = await openLibrary(engine, { place });
    expect([await isThere('visitor-1'), await isThere('visitor-2')]).toEqual([false, true]);
  });
});
