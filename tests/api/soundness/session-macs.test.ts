import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cellFaults } from '../../../api/storage/soundness/cell-faults.ts';
import { rowFaults } from '../../../api/storage/soundness/row-faults.ts';
import { endAfter, macRowsFromBefore } from '../../../api/storage/soundness/session-macs.ts';
import {
  FRIDAY_CIRCLE,
  openLibrary,
  rowsOf,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Library,
} from '../../support/booking-library.ts';
import { copySession } from '../../support/copy-session.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('what sessions and bookings say, held against their MACs on $engine', ({ engine }) => {
  let library: Library;
  beforeAll(async () => void (library = await openLibrary(engine)));
  beforeEach(() => library.clear());
  afterAll(() => library.api.close());

  const found = () => {
    const { database, keys } = library.api.services;
    return rowFaults(database.reader, keys, { from: 0 });
  };
  const cells = async () => {
    const { database } = library.api.services;
    return cellFaults(database.reader, await database.now());
  };
  /** Behind the program's back. */
  const byHand = (sql: string) => library.api.services.database.write((tx) => tx.run(raw(sql), {}));

  test('fit whatever was done to a booking, and its time has its cells', async () => {
    const one = await library.patron(0);
    const other = await library.patron(1);
    const kept = await one.book(WEDNESDAY_9);
    await one.put(`/api/bookings/${kept.id}/preparations`, { preparations: ['interpreter'] });
    await one.post(`/api/bookings/${kept.id}/move`, { startsAt: WEDNESDAY_10 });
    await other.hold(WEDNESDAY_9);
    const circle = { service: 'circle', startsAt: FRIDAY_CIRCLE };
    const [left] = await Promise.all([one.book(FRIDAY_CIRCLE, circle), other.book(FRIDAY_CIRCLE, circle)]);
    await one.post(`/api/bookings/${left.id}/cancel`);
    await one.put('/api/me/reach', { level: 'none' });
    expect(await rowsOf(library.api, `select 1 from booking`)).toHaveLength(4);
    expect(await found()).toEqual([]);
    expect(await cells()).toEqual([]);
  });

  test('show what was changed, taken away or put there by hand', async () => {
    const one = await library.patron(0);
    const { id } = await one.book(WEDNESDAY_9);
    const [{ session, patron } = { session: '', patron: '' }] = await rowsOf<{ session: string; patron: string }>(
      library.api,
      `select session, patron from booking where id = '${id}'`,
    );
    const changes = [
      [
        `update booking set alias = 'Otter 77' where id = '${id}'`,
        `update booking set alias = ALIAS where id = '${id}'`,
      ],
      [
        `update booking set total_minor = total_minor - 1, list_minor = list_minor - 1 where id = '${id}'`,
        `update booking set total_minor = total_minor + 1, list_minor = list_minor + 1 where id = '${id}'`,
      ],
      [
        `update session set ends_at = ends_at - 300000 where id = '${session}'`,
        `update session set ends_at = ends_at + 300000 where id = '${session}'`,
      ],
      [`update session set mac = null where id = '${session}'`, undefined],
    ] as const;
    const [{ alias } = { alias: '' }] = await rowsOf<{ alias: string }>(library.api, `select alias from booking`);
    for (const [change, back] of changes) {
      await byHand(change);
      expect(await found(), change).toEqual([session]);
      if (!back) continue;
      await byHand(back.replace('ALIAS', `'${alias}'`));
      expect(await found(), back).toEqual([]);
    }
    expect(patron).toBe('visitor-0');
  });

  test('cells that are lost, or are of nothing, show', async () => {
    const { id } = await (await library.patron(0)).book(WEDNESDAY_9);
    const [{ session } = { session: '' }] = await rowsOf<{ session: string }>(
      library.api,
      `select session from booking where id = '${id}'`,
    );
    await byHand(`update occupancy set session = 'elsewhere' where resource like 'c:%' and session = '${session}'`);
    expect((await cells()).sort()).toEqual([session, 'elsewhere'].sort());
    await byHand(`update occupancy set session = '${session}' where session = 'elsewhere'`);
    await byHand(
      `delete from occupancy where booking = '${id}' and cell = (select max(cell) from occupancy where booking = '${id}')`,
    );
    expect(await cells()).toEqual([session]);
  });

  test('rows of an earlier release get theirs once', async () => {
    await (await library.patron(0)).book(WEDNESDAY_9);
    await byHand('update session set mac = null');
    expect((await found()).length).toBeGreaterThan(1);
    const { database, keys } = library.api.services;
    await macRowsFromBefore(database, keys);
    expect(await found()).toEqual([]);
  });

  test('are read page by page, none left out and none twice, however many end at once', async () => {
    const many = 1_100;
    const [row] = await rowsOf<Record<string, unknown>>(library.api, 'select * from session limit 1');
    await byHand(copySession(Object.keys(row!), many));
    const without = await found();
    expect(without).toHaveLength(many);
    expect(new Set(without).size).toBe(many);
    const { database, keys } = library.api.services;
    const [first, last] = [await endAfter(database.reader, 0, 0), await endAfter(database.reader, 0, many)];
    expect(await rowFaults(database.reader, keys, { from: 0, until: first! })).toEqual([]);
    expect(last).toBeGreaterThan(first!);

    await macRowsFromBefore(database, keys);
    expect(await found()).toEqual([]);
    await byHand(`delete from session where id like 'copy-%'`);
  });
});
