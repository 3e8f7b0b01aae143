import { describe, expect, test } from 'vitest';
import type { CashUp, Receipt } from '#contract/desk.ts';
import { rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import {
  ANA,
  at,
  bookedForNine,
  DAY,
  DESK,
  itemOf,
  rowOf,
  staffedNetwork,
  tell,
} from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const HOUR = 60;
const euros = (amount: number) => ({ amount, currency: 'EUR', minorDigits: 2 });

describe.each(ENGINES)('money and notes on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  let ana: Caller;
  keepLibrary(
    engine,
    async (opened) => {
      library = opened;
      patron = await library.patron(0);
      desk = await library.person(DESK);
      ana = await library.person(ANA);
    },
    { file: staffedNetwork() },
  );

  const booked = () => bookedForNine(library, patron);

  const moneyOf = async (id: string) => {
    const row = await rowOf(desk, id, DAY);
    return [row?.paid.amount, row?.due.amount];
  };
  const cashUp = async (date: string) =>
    JSON.parse((await desk.get(`/api/desk/cash-up?branch=main&date=${date}`)).text) as CashUp;
  const receiptsOf = async (id: string) =>
    JSON.parse((await desk.get(`/api/desk/bookings/${id}/receipts`)).text) as { receipts: Receipt[] };

  test('D9 is paid in parts, by several means, and given back', async () => {
    const id = await booked();
    expect(await moneyOf(id)).toEqual([0, 2000]);
    const paid = (minute: number, more: object) => tell(desk, itemOf(id, 'paid', at(minute), more));

    expect((await paid(-9, { amount: 500 })).said).toEqual(['applied']);
    expect((await paid(-8, { amount: 1501 })).said).toEqual(['amount_wrong']);
    expect((await paid(-7, { amount: 300, method: 'waived' })).said).toEqual(['applied']);
    expect((await paid(-6, { method: 'card' })).said).toEqual(['applied']);
    expect(await moneyOf(id)).toEqual([2000, 0]);
    expect((await paid(-5, {})).said).toEqual(['already']);
    expect((await paid(-4, { method: 'refunded', amount: 2001 })).said).toEqual(['amount_wrong']);
    expect((await paid(-3, { method: 'refunded', amount: 200 })).said).toEqual(['applied']);
    expect(await moneyOf(id)).toEqual([1800, 200]);
    expect((await tell(ana, itemOf(id, 'paid', at(-2), { amount: 200 }))).said).toEqual(['applied']);
  });

  test('D10 a refund that comes in before its payment counts with it; sent again it says so', async () => {
    const id = await booked();
    const back = itemOf(id, 'paid', at(-5), { method: 'refunded' });
    const paid = itemOf(id, 'paid', at(-6));
    expect((await tell(desk, back)).said).toEqual(['amount_wrong']);
    expect((await tell(desk, paid, back)).said).toEqual(['applied', 'already']);
    expect(await moneyOf(id)).toEqual([0, 2000]);
    expect((await receiptsOf(id)).receipts.map(({ method }) => method).sort()).toEqual(['cash', 'refunded']);
  });

  test('D10 money that was acknowledged stays, whatever comes in late', async () => {
    const id = await booked();
    expect((await tell(desk, itemOf(id, 'paid', at(-5), { amount: 1500 }))).said).toEqual(['applied']);
    expect((await tell(desk, itemOf(id, 'paid', at(-9), { amount: 1000 }))).said).toEqual(['amount_wrong']);
    // Whoever took the whole sum took more than is open beside the 1500: that is not guessed around.
    expect((await tell(desk, itemOf(id, 'paid', at(-8), { method: 'card' }))).said).toEqual(['amount_wrong']);
    expect((await tell(desk, itemOf(id, 'paid', at(-7), { method: 'card', amount: 500 }))).said).toEqual(['applied']);
    expect(await moneyOf(id)).toEqual([2000, 0]);
    expect((await tell(desk, itemOf(id, 'paid', at(-9), { amount: 0 }))).said).toEqual(['already']);
  });

  test('D9 is taken from confirmed on; after a cancellation only given back', async () => {
    const { id } = await patron.book(WEDNESDAY_10);
    const now = library.clock.now;
    expect((await tell(desk, itemOf(id, 'paid', now))).said).toEqual(['applied']);
    await patron.post(`/api/bookings/${id}/cancel`);
    expect((await tell(desk, itemOf(id, 'paid', now, { amount: 5 }))).said).toEqual(['wrong_state']);
    expect((await tell(desk, itemOf(id, 'paid', now + 1000, { method: 'refunded' }))).said).toEqual(['applied']);

    const other = await booked();
    await tell(desk, itemOf(other, 'no_show', at(0)));
    library.pass(30);
    await tell(desk, itemOf(other, 'no_show', at(20)));
    expect((await tell(desk, itemOf(other, 'paid', at(25)))).said).toEqual(['applied']);
    expect((await tell(desk, itemOf(other, 'paid', at(-3 * 24 * HOUR)))).said).toEqual(['too_early']);
  });

  test('D14 the day’s money is listed by when it changed hands, and late entries are marked', async () => {
    const id = await booked();
    const { alias } = (await rowOf(desk, id, DAY))!;
    await tell(desk, itemOf(id, 'paid', at(-6), { amount: 1200 }));
    await tell(desk, itemOf(id, 'paid', at(-5), { method: 'refunded', amount: 200 }));
    library.clock.now = at(20 * HOUR);
    await tell(desk, itemOf(id, 'paid', at(-7), { method: 'card', amount: 100 }));

    const till = await cashUp(DAY);
    expect(till.entries).toEqual([
      {
        number: 'main-3',
        occurredAt: '2026-11-25T07:53:00Z',
        localTime: '2026-11-25T08:53',
        alias,
        method: 'card',
        amount: euros(100),
        lateEntry: true,
      },
      expect.objectContaining({ number: 'main-1', method: 'cash', amount: euros(1200), lateEntry: false }),
      expect.objectContaining({ number: 'main-2', method: 'refunded', amount: euros(200), lateEntry: false }),
    ]);
    expect(till.sums).toEqual([
      { method: 'cash', count: 1, sum: euros(1200) },
      { method: 'card', count: 1, sum: euros(100) },
      { method: 'waived', count: 0, sum: euros(0) },
      { method: 'refunded', count: 1, sum: euros(200) },
    ]);
    expect((await cashUp('2026-11-26')).entries).toEqual([]);
  });

  test('D14 a receipt is neutral, and only the desk of its branch prints it', async () => {
    const id = await booked();
    await tell(desk, itemOf(id, 'paid', at(-6)));
    expect(await receiptsOf(id)).toEqual({
      receipts: [
        {
          number: 'main-1',
          branch: 'main',
          localTime: '2026-11-25T08:54',
          publicName: { en: 'Appointment 50 min', sl: 'Termin 50 min' },
          method: 'cash',
          amount: euros(2000),
          asOf: WEDNESDAY_9,
        },
      ],
    });
    const absent = (await desk.get('/api/desk/bookings/no-id/receipts')).text;
    const far = await library.person('desk-far');
    const foreign = await far.get(`/api/desk/bookings/${id}/receipts`);
    expect([foreign.status, foreign.text]).toEqual([404, absent]);
    expect((await far.get(`/api/desk/cash-up?branch=main&date=${DAY}`)).status).toBe(404);
  });

  test('D11 one note: the desk reads its own for 15 minutes, the counsellor’s stands over it', async () => {
    const id = await booked();
    const note = (caller: Caller, minute: number, text: string) =>
      tell(caller, itemOf(id, 'note', at(minute), { text }));
    expect((await note(desk, -5, 'waits outside')).said).toEqual(['applied']);
    expect((await note(desk, -6, 'older')).said).toEqual(['already']);
    expect((await rowOf(desk, id, DAY))?.note).toBe('waits outside');
    expect((await rowOf(await library.person('desk-2'), id, DAY))?.note).toBeUndefined();
    expect(
      (await rowsOf(library.api, 'select text_sealed from booking_note'))[0]!.text_sealed?.toString(),
    ).not.toContain('waits');

    expect((await note(desk, -4, '')).said).toEqual(['applied']);
    expect((await rowOf(desk, id, DAY))?.note).toBeUndefined();
    await note(desk, -3, 'came back');
    library.pass(12);
    expect((await rowOf(desk, id, DAY))?.note).toBeUndefined();

    expect((await note(ana, -10, 'asked to be called')).said).toEqual(['applied']);
    expect((await note(desk, 5, 'over it')).said).toEqual(['note_closed']);
    expect((await rowOf(desk, id, DAY))?.note).toBeUndefined();
    const long = await desk.post('/api/check-ins', { items: [itemOf(id, 'note', at(0), { text: 'x'.repeat(281) })] });
    expect(long.status).toBe(422);
  });
});
