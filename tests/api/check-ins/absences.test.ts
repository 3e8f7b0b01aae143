import { describe, expect, test } from 'vitest';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { rowsOf, WEDNESDAY_10, type Caller, type Library } from '../../support/booking-library.ts';
import { ANA, at, bookedForNine, clockAt, DAY, DESK, itemOf, rowOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const HOUR = 60;

describe.each(ENGINES)('absences on $engine', ({ engine }) => {
  let library: Library;
  let sponsored: Caller;
  let desk: Caller;
  let ana: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    // Sponsored visitors pay nothing, out of a budget of 9000 that holds four talks at 2000.
    sponsored = await library.patron(30);
    desk = await library.person(DESK);
    ana = await library.person(ANA);
  });

  const missable = (caller = sponsored, more: object = {}) => bookedForNine(library, caller, 20, more);

  async function spent(): Promise<number> {
    const [row] = await rowsOf<{ spent_minor: number }>(
      library.api,
      `select spent_minor from discount_tally where discount = 'sponsored' and currency = 'EUR'`,
    );
    return Number(row?.spent_minor ?? 0);
  }

  test('D5 the desk proposes after the grace, the counsellor confirms', async () => {
    const id = await missable();
    expect((await tell(desk, itemOf(id, 'no_show', at(14)))).said).toEqual(['too_early']);
    expect((await tell(desk, itemOf(id, 'no_show', at(15)))).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({
      state: 'no_show',
      absence: 'unexcused',
      absenceConfirmed: false,
    });

    expect((await tell(ana, itemOf(id, 'no_show', at(18)))).said).toEqual(['applied']);
    expect((await tell(ana, itemOf(id, 'no_show', at(19)))).said).toEqual(['already']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'no_show', absenceConfirmed: true });
  });

  test('D5 a counsellor’s own word is confirmed at once', async () => {
    const id = await missable();
    await tell(ana, itemOf(id, 'no_show', at(16), { absence: 'excused' }));
    expect(await rowOf(desk, id, DAY)).toMatchObject({ absence: 'excused', absenceConfirmed: true });
  });

  test('D7 an unexcused absence keeps its money, good cause gives it back, and a change follows', async () => {
    const id = await missable();
    expect(await spent()).toBe(2000);
    const say = (absence: 'unexcused' | 'excused' | 'our_fault', minute: number) =>
      tell(desk, itemOf(id, 'no_show', at(minute), { absence }));

    await say('unexcused', 15);
    expect(await spent()).toBe(2000);
    for (const [absence, minute, left] of [
      ['excused', 16, 0],
      ['our_fault', 17, 0],
      ['unexcused', 18, 2000],
      ['excused', 19, 0],
    ] as const) {
      expect((await say(absence, minute)).said).toEqual(['applied']);
      expect([absence, await spent()]).toEqual([absence, left]);
    }

    expect((await tell(desk, itemOf(id, 'arrived', at(19) + 1))).said).toEqual(['applied']);
    expect(await spent()).toBe(2000);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived', due: { amount: 0 } });
  });

  test('D7 a partner’s code is free again after an excused absence, and taken back by an arrival', async () => {
    const { api } = library;
    const [code] = await issueCodes(api.services, 'gift-20', 1);
    const visitor = await library.patron(2);
    const id = await missable(visitor, { codes: [code] });
    const holder = async () => (await rowsOf(api, 'select taken_by from partner_code'))[0];
    expect(await holder()).toEqual({ taken_by: id });
    await tell(desk, itemOf(id, 'no_show', at(16), { absence: 'excused' }));
    expect(await holder()).toEqual({ taken_by: null });
    await tell(desk, itemOf(id, 'arrived', at(17)));
    expect(await holder()).toEqual({ taken_by: id });
  });

  test('D8 what another has used up meanwhile is not taken once more, and the price stays as it was said', async () => {
    const { api } = library;
    const [code] = await issueCodes(api.services, 'gift-20', 1);
    const id = await missable(await library.patron(2), { codes: [code] });
    await tell(desk, itemOf(id, 'no_show', at(16), { absence: 'our_fault' }));
    const other = await (await library.patron(3)).book('2026-11-26T09:00:00Z', { codes: [code] });

    expect((await tell(desk, itemOf(id, 'arrived', at(17)))).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived', due: { amount: 1600 } });
    expect(await rowsOf(api, 'select taken_by from partner_code')).toEqual([{ taken_by: other.id }]);
    // The invariants hold a use for every booking that was not given back: this one's stays with the other.
    await tell(desk, itemOf(id, 'arrived_undone', at(18)));
    await tell(desk, itemOf(id, 'no_show', at(19), { absence: 'our_fault' }));
  });

  test('D6 an arrival that happened in time undoes an absence for 72 hours, after that with the desk’s reason', async () => {
    const id = await missable();
    await tell(ana, itemOf(id, 'no_show', at(16)));
    library.clock.now = at(16 + 72 * HOUR) + 1;
    const late = itemOf(id, 'arrived', at(-5));
    expect((await tell(desk, late)).said).toEqual(['too_late']);
    expect((await tell(ana, { ...itemOf(id, 'arrived', at(-5)), reason: 'x' })).said).toEqual(['too_late']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'no_show' });

    const reasoned = itemOf(id, 'arrived', at(-5), { reason: 'the paper list has it' });
    expect((await tell(desk, reasoned)).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived', arrivedAt: '2026-11-25T07:55:00Z' });
    expect((await tell(desk, late)).said).toEqual(['already']);
  });

  test('D6 an arrival told by a device that was away makes good an absence', async () => {
    const id = await missable();
    await tell(ana, itemOf(id, 'no_show', at(16)));
    library.clock.now = at(3 * HOUR);
    expect((await tell(desk, itemOf(id, 'arrived', at(-5)))).said).toEqual(['applied']);
    const row = await rowOf(desk, id, DAY);
    expect([row?.state, row?.absence, row?.endedAt]).toEqual(['arrived', undefined, undefined]);
  });

  test('of a group each booking is missed, begun and over by itself', async () => {
    const friday = '2026-11-27T09:00:00Z';
    const [one, two] = [await library.patron(4), await library.patron(5)];
    const first = (await one.book(friday, { service: 'circle' })).id;
    const second = (await two.book(friday, { service: 'circle' })).id;
    clockAt(library, friday, 20);
    const bor = await library.person('counsellor-2');
    const on = Date.parse(friday);
    const items = [itemOf(first, 'started', on), itemOf(second, 'no_show', on + 16 * 60_000)];
    expect((await tell(bor, ...items)).said).toEqual(['applied', 'applied']);
    expect(await rowOf(desk, first, '2026-11-27')).toMatchObject({ state: 'in_session' });
    expect(await rowOf(desk, second, '2026-11-27')).toMatchObject({ state: 'no_show' });
  });

  test('B1 a visit that was missed cannot be moved or cancelled, and its time stays taken', async () => {
    const id = await missable();
    await tell(desk, itemOf(id, 'no_show', at(16)));
    expect((await sponsored.post(`/api/bookings/${id}/cancel`)).code).toBe('wrong_state');
    expect((await sponsored.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 })).code).toBe('wrong_state');
  });
});
