import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CashUp } from '#contract/desk.ts';
import { retentionDue } from '../../../api/features/bookings/erasing/retention-due.ts';
import { runRetention } from '../../../api/features/bookings/erasing/run-retention.ts';
import { claimRetention } from '../../../api/storage/rights/retention/claim-retention.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Library,
} from '../../support/booking-library.ts';
import { DESK, itemOf, staffedNetwork, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const DAY_MIN = 24 * 60;

/** A discount that somebody has used up is one of the things that must not be forgotten. */
function limitedNetwork() {
  const file = staffedNetwork();
  const own = { services: ['talk'], branches: ['main'], stacks: false };
  file.discounts.push({ ...own, id: 'twice', name: { en: 'Twice' }, percent: 40, maxUsesPerPatron: 2, budget: 5000 });
  return file;
}

describe.each(ENGINES)('retention on $engine', ({ engine }) => {
  let library: Library;
  beforeEach(async () => void (library = await openLibrary(engine, { file: limitedNetwork() })));
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.api.close();
  });
  const due = async () => {
    const { database, settings } = library.api.services;
    const lines = await retentionDue(database.reader, { settings, now: library.clock.now });
    return Object.fromEntries(lines.filter(({ rows }) => rows > 0).map(({ kind, rows }) => [kind, rows]));
  };
  const run = () => runRetention(library.api.services);
  const rows = (sql: string) => rowsOf(library.api, sql);
  const write = (sql: string) => library.api.services.database.write((tx) => tx.run(raw(sql), {}));
  const isThere = async (person: string) => (await rows(`select id from person where id = '${person}'`)).length === 1;

  /** Had, paid for and over. */
  async function visit(n: number, startsAt: string) {
    const patron = await library.patron(n);
    const { id } = await patron.book(startsAt);
    library.clock.now = Date.parse(startsAt);
    const desk = await library.person(DESK);
    const { said } = await tell(desk, itemOf(id, 'arrived', library.clock.now), itemOf(id, 'paid', library.clock.now));
    expect(said).toEqual(['applied', 'applied']);
    return id;
  }

  test('Q10 a booking loses its person 90 days after its end, and nothing that is counted changes', async () => {
    const id = await visit(1, TUESDAY_10);
    const till = async () => {
      const desk = await library.person(DESK);
      const { entries, sums } = JSON.parse(
        (await desk.get('/api/desk/cash-up?branch=main&date=2026-11-24')).text,
      ) as CashUp;
      return { sums, entries: entries.map(({ alias: _alias, occurredAt: _at, localTime: _time, ...entry }) => entry) };
    };
    const tallies = () => rows('select * from discount_tally order by discount, currency');
    const before = [await till(), await tallies(), await rows('select discount, uses from patron_tally')];

    library.pass(90 * DAY_MIN);
    await run();
    expect(await rows(`select patron from booking where id = '${id}'`)).toEqual([{ patron: 'visitor-1' }]);

    library.pass(60);
    expect(await due()).toMatchObject({ bookings: 1 });
    expect(await rows(`select patron from booking`)).toEqual([{ patron: 'visitor-1' }]);
    expect(await run()).toMatchObject({ bookings: 1 });
    expect(await due()).not.toHaveProperty('bookings');
    expect([await till(), await tallies(), await rows('select discount, uses from patron_tally')]).toEqual(before);

    const [left] = await rows(
      'select b.*, s.id as meeting from booking b join session s on s.id = b.session where series is null',
    );
    expect(left).toMatchObject({ patron: '(nobody)', state: 'arrived', local_on: '2026-11-24', total_minor: 1200 });
    // What the record says leads nowhere.
    const record = JSON.stringify(await rows('select actor, subject, facts from audit'));
    expect(record).toContain(id);
    for (const here of [left!.id, left!.meeting]) expect(record).not.toContain(here);
    const [payment] = await rows('select id, number, amount_minor, local_on from payment');
    expect(payment).toMatchObject({ amount_minor: 1200, local_on: '2026-11-24' });
    expect(record).not.toContain(payment!.id);
  });

  test('Q10 the setting is heard, but for what would close a visit too soon', async () => {
    await visit(1, TUESDAY_10);
    Object.assign(library.api.services.settings, { bookingPersonDays: 1 });
    library.pass(65 * DAY_MIN);
    expect(await run()).toMatchObject({ bookings: 0 });
    library.pass(DAY_MIN);
    expect(await run()).toMatchObject({ bookings: 1 });
  });

  test('Q10 of all processes one has the day', async () => {
    const { database } = library.api.services;
    const claims = () => Promise.all([1, 2, 3].map(() => database.write(claimRetention)));
    expect((await claims()).filter(Boolean)).toHaveLength(1);
    library.pass(22 * 60);
    expect((await claims()).filter(Boolean)).toHaveLength(0);
    library.pass(60);
    expect((await claims()).filter(Boolean)).toHaveLength(1);
  });

  test('Q11 who never came back is erased: not who has a card and was here two years ago, nor who may come', async () => {
    const stranger = `update person set imported_mac = null where id = `;
    for (const n of [1, 2, 3, 4, 5]) await write(`${stranger}'visitor-${n}'`);
    await write(`delete from entitlement`);
    await write(`insert into card (card_index, person, card_sealed, pin_hash, created_at)
      select wrapped_key, id, wrapped_key, '', 0 from person where id = 'visitor-2'`);
    library.pass(731 * DAY_MIN);
    await (await library.patron(4)).get('/api/me');
    await write(`insert into entitlement (id, patron, concession, from_on, until_on, evidence, created_at)
      values ('e', 'visitor-5', 'client', '2026-01-01', '2029-01-01', 'desk', 0)`);
    expect(await due()).toMatchObject({ inactive: 2 });

    expect(await run()).toMatchObject({ inactive: 2, inactive_with_card: 0 });
    const left = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => isThere(`visitor-${n}`)));
    expect(left).toEqual([false, true, false, true, true, true]);
    expect(await rows('select person, why from erasure order by person')).toEqual([
      { person: 'visitor-1', why: 'inactive' },
      { person: 'visitor-3', why: 'inactive' },
    ]);

    // Here at 731 days; a living sign-in kept them then, its month does now.
    library.pass(370 * DAY_MIN);
    expect(await run()).toMatchObject({ inactive: 1, inactive_with_card: 1 });
    expect(await Promise.all([isThere('visitor-4'), isThere('visitor-5')])).toEqual([true, false]);
  });

  test('Q12 receipts go when no law asks for them, but for the last, on from which the next is numbered', async () => {
    await visit(1, TUESDAY_10);
    await visit(2, WEDNESDAY_9);
    library.clock.now = Date.parse('2036-12-31T12:00:00Z');
    await run();
    expect(await rows('select number from payment order by number')).toEqual([{ number: 1 }, { number: 2 }]);
    library.clock.now = Date.parse('2037-01-03T12:00:00Z');
    expect(await due()).toMatchObject({ receipts: 1 });
    expect(await run()).toMatchObject({ receipts: 1 });
    expect(await rows('select number from payment')).toEqual([{ number: 2 }]);
  });
});

describe('Q10 what somebody would pay, and whether they may, is the same before and after', () => {
  const doing = fc.record({
    start: fc.constantFrom(TUESDAY_10, WEDNESDAY_9, WEDNESDAY_10),
    next: fc.constantFrom('come' as const, 'cancel' as const, 'miss' as const, 'hold' as const),
  });

  test('whatever they did', async () => {
    const library = await openLibrary('sqlite', { file: limitedNetwork() });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(doing, { maxLength: 3, selector: ({ start }) => start }), async (all) => {
        await library.clear();
        n = (n % 29) + 1;
        const patron = await library.patron(n);
        for (const { start, next } of all.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
          const held = await patron.hold(start);
          if (held.status !== 201 || next === 'hold') continue;
          const { id } = held.booking;
          await patron.post(`/api/bookings/${id}/confirm`);
          if (next === 'cancel') await patron.post(`/api/bookings/${id}/cancel`);
          if (next !== 'come') continue;
          const now = library.clock.now;
          library.clock.now = Date.parse(start);
          await tell(await library.person(DESK), itemOf(id, 'arrived', library.clock.now));
          library.clock.now = now;
        }
        library.clock.now = Date.parse('2027-04-05T06:00:00Z');
        const asked = async () => {
          const again = await library.patron(n);
          const prices = JSON.parse((await again.get('/api/me/prices')).text) as object;
          const held = await again.hold('2027-04-06T09:00:00Z');
          if (held.status === 201) await again.post(`/api/bookings/${held.booking.id}/cancel`);
          return [prices, held.status, held.booking?.price];
        };
        // The first hold gives back what holds that ran out still had.
        await asked();
        const before = await asked();
        await runRetention(library.api.services);
        expect(await asked()).toEqual(before);
        await assertInvariants(library.api);
      }),
      { numRuns: 12 },
    );
    await library.api.close();
  }, 120_000);
});
