import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { booking as bookingSchema } from '#contract/bookings.ts';
import { ENGINES } from '../../support/engines.ts';
import {
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';

describe.each(ENGINES)('a booking’s whole way on $engine', ({ engine }) => {
  let library: Library;
  let vida: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine);
    vida = library.caller(await library.api.signInCard());
  });
  afterAll(() => library.api.close());

  test('B1 B14 B20 is held with its price, confirmed with a ticket, moved, cancelled and taken up again', async () => {
    const held = await vida.hold(WEDNESDAY_9);
    expect(held.status, held.text).toBe(201);
    expect(bookingSchema.strict().parse(held.booking)).toEqual(held.booking);
    expect(held.booking).toMatchObject({
      state: 'held',
      counsellor: 'ana',
      room: 'room-a',
      localStart: '2026-11-25T09:00',
      heldUntil: '2026-11-23T06:06:00Z',
      extendable: true,
      price: { total: { amount: 1400 }, lines: [{ discount: 'member-30', amount: { amount: 600 } }] },
    });
    expect(held.booking.ticket).toBeUndefined();

    const path = `/api/bookings/${held.booking.id}`;
    const confirmed = await vida.post(`${path}/confirm`, { preparations: ['interpreter'], messages: 'none' });
    expect(confirmed.booking).toMatchObject({ state: 'confirmed', preparations: ['interpreter'], messages: 'none' });
    expect(confirmed.booking.ticket?.code).toMatch(/^\d{6}$/);
    expect(Buffer.from(confirmed.booking.ticket!.token, 'base64url')).toHaveLength(16);
    expect((await vida.get(path)).booking).toEqual(confirmed.booking);

    const moved = await vida.post(`${path}/move`, { startsAt: TUESDAY_10 });
    expect(moved.booking).toMatchObject({ id: held.booking.id, startsAt: TUESDAY_10, price: confirmed.booking.price });
    expect(moved.booking.ticket).toEqual(confirmed.booking.ticket);
    expect((await vida.hold(WEDNESDAY_9)).status).toBe(201);

    const cancelled = await vida.post(`${path}/cancel`);
    expect(cancelled.booking).toMatchObject({ state: 'cancelled', undoUntil: '2026-11-23T06:10:00Z' });
    expect(cancelled.booking.ticket).toBeUndefined();

    const again = await vida.post(`${path}/retake`);
    expect(again.status, again.text).toBe(201);
    expect(again.booking).toMatchObject({ state: 'confirmed', startsAt: TUESDAY_10, price: moved.booking.price });
    expect(again.booking.id).not.toBe(held.booking.id);
    expect((await vida.get('/api/bookings')).text).toContain(again.booking.id);
  });

  test('B21 every write is in the audit record, and a refused one is not', async () => {
    expect((await vida.hold(WEDNESDAY_10)).code).toBe('too_many_open');
    const actions = await rowsOf<{ action: string }>(
      library.api,
      `select action from audit where action like 'booking.%'`,
    );
    expect(actions.map((row) => row.action).sort()).toEqual(
      ['cancel', 'confirm', 'hold', 'hold', 'move', 'retake'].map((verb) => `booking.${verb}`),
    );
  });
});
