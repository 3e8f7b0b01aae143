import { describe, expect, test } from 'vitest';
import type { LinkedBooking, LinkTimes, MadeTicketLink, TicketLink } from '#contract/link/ticket-links.ts';
import {
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { sweepTicketLinks } from '../../../api/storage/stores/bookings/ticket-link-store.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const DAY_MIN = 24 * 60;
const NEVER_MADE = 'A'.repeat(43);

interface Held {
  status: number;
  text: string;
  code?: string;
  facts: Record<string, unknown>;
  booking: LinkedBooking;
}

describe.each(ENGINES)('a ticket’s link on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let other: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    patron = await opened.patron(0);
    other = await opened.patron(1);
  });

  let keys = 0;
  /** What somebody without a sign-in asks. */
  async function held(verb: string, json: object, from = '198.51.100.7', key = `link-${++keys}`): Promise<Held> {
    const answer = await library.api.request(`/api/ticket-links/${verb}`, { json, key, from });
    const text = await answer.text();
    return { ...(JSON.parse(text) as Held), status: answer.status, text };
  }
  const madeBy = async (who: Caller, id: string) =>
    JSON.parse((await who.post(`/api/bookings/${id}/link`)).text) as MadeTicketLink;
  const linkOf = async (who: Caller, id: string) =>
    (JSON.parse((await who.get(`/api/bookings/${id}/link`)).text) as TicketLink).link;

  test('G3 the holder is told when and where, and nothing that says more', async () => {
    const booking = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, booking.id);
    const { booking: seen, text } = await held('look', { token });

    expect(Object.keys(seen).toSorted()).toEqual(
      ['asOf', 'branch', 'changeUntil', 'localEnd', 'localStart', 'mode', 'room', 'startsAt', 'state'].toSorted(),
    );
    expect(seen).toMatchObject({ state: 'confirmed', localStart: '2026-11-25T09:00', mode: 'room' });
    expect(Object.keys(seen.branch).toSorted()).toEqual(['address', 'firstDay', 'name', 'phone', 'timeZone']);
    for (const word of [booking.id, booking.alias, booking.service, booking.counsellor, 'visitor-0', 'price']) {
      expect(text).not.toContain(`"${word}"`);
    }
    const { booking: moved, ...answer } = await held('move', { token, startsAt: WEDNESDAY_10 });
    expect([answer.status, Object.keys(moved).toSorted()]).toEqual([200, Object.keys(seen).toSorted()]);
  });

  test('G2 the holder moves, cancels and undoes by the patron’s rules, once per key, and the record says who', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, id);
    const times = (await held('times', { token, from: '2026-11-25', days: 1 })) as unknown as LinkTimes;
    expect(times.times.map(({ startsAt }) => startsAt)).toContain(WEDNESDAY_10);
    expect(Object.keys(times.times[0]!).toSorted()).toEqual(['localEnd', 'localStart', 'startsAt']);

    const first = await held('move', { token, startsAt: WEDNESDAY_10 }, undefined, 'same');
    const again = await held('move', { token, startsAt: WEDNESDAY_10 }, undefined, 'same');
    expect([first.status, again.text]).toEqual([200, first.text]);
    expect((await patron.get(`/api/bookings/${id}`)).booking.startsAt).toBe(WEDNESDAY_10);

    const cancelled = await held('cancel', { token });
    expect(cancelled.booking).toMatchObject({ state: 'cancelled', undoUntil: expect.any(String) as string });
    expect((await held('undo', { token })).booking).toMatchObject({ state: 'confirmed', startsAt: WEDNESDAY_10 });
    expect((await held('look', { token })).booking.state).toBe('confirmed');

    const acts = await rowsOf<{ action: string; role: string }>(
      library.api,
      `select action, role from audit where role = 'link' order by id`,
    );
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['booking.move', 'booking.cancel', 'booking.retake']),
    );
  });

  test('G2 the window that binds the patron binds the holder', async () => {
    const { id, changeUntil } = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, id);
    library.clock.now = Date.parse(changeUntil) + 1;
    expect((await held('cancel', { token })).code).toBe('too_late_to_cancel');
    expect((await held('move', { token, startsAt: '2026-11-26T09:00:00Z' })).code).toBe('too_late_to_move');
    library.clock.now = Date.parse(changeUntil);
    expect((await held('cancel', { token })).status).toBe(200);
  });

  test('G3 a refusal tells nothing of the patron: another appointment is a time that is taken', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    await patron.book(TUESDAY_10, { counsellor: 'ana' });
    const { token } = await madeBy(patron, id);
    await other.book(WEDNESDAY_10);
    const own = await held('move', { token, startsAt: TUESDAY_10 });
    const foreign = await held('move', { token, startsAt: WEDNESDAY_10 });
    expect([own.status, own.facts]).toEqual([409, { reason: 'taken' }]);
    expect(own.text).toBe(foreign.text);
    // The patron is told both: the controls.
    const path = `/api/bookings/${id}/move`;
    expect((await patron.post(path, { startsAt: TUESDAY_10 })).code).toBe('patron_busy');
    expect((await patron.post(path, { startsAt: WEDNESDAY_10 })).facts.alternatives).toBeTruthy();
  });

  test('G1 it is for one booking, a new one ends it, and either of both ends it', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    const second = await patron.book(TUESDAY_10);
    expect(await linkOf(patron, id)).toBeNull();
    const one = await madeBy(patron, id);
    expect(await linkOf(patron, id)).toEqual({ since: one.since });
    const two = await madeBy(await library.person('desk-1'), id);
    expect((await held('look', one)).status).toBe(422);
    expect((await held('look', { token: one.token })).status).toBe(404);
    expect((await held('cancel', { token: two.token })).status).toBe(200);
    expect((await patron.get(`/api/bookings/${second.id}`)).booking.state).toBe('confirmed');

    const three = await madeBy(patron, second.id);
    expect((await patron.post(`/api/bookings/${second.id}/link/revoke`)).status).toBe(204);
    expect([(await held('cancel', { token: three.token })).status, await linkOf(patron, second.id)]).toEqual([
      404,
      null,
    ]);
    expect((await patron.get(`/api/bookings/${second.id}`)).booking.state).toBe('confirmed');
  });

  test('G1 nobody else makes, sees or ends it, and a hold has none', async () => {
    const { booking: hold } = await patron.hold(WEDNESDAY_10);
    expect((await patron.post(`/api/bookings/${hold.id}/link`)).code).toBe('wrong_state');
    const { id } = await patron.book(WEDNESDAY_9);
    for (const caller of [other, await library.person('desk-far')]) {
      expect((await caller.post(`/api/bookings/${id}/link`)).status).toBe(404);
      expect((await caller.get(`/api/bookings/${id}/link`)).status).toBe(404);
      expect((await caller.post(`/api/bookings/${id}/link/revoke`)).status).toBe(404);
    }
    expect((await (await library.person('counsellor-1')).post(`/api/bookings/${id}/link`)).status).toBe(403);
  });

  test('G4 unknown, revoked and over are one answer, byte for byte', async () => {
    const { id } = await patron.book(TUESDAY_10);
    const { id: gone } = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, id);
    const { token: revoked } = await madeBy(patron, gone);
    await patron.post(`/api/bookings/${gone}/link/revoke`);

    const end = Date.parse((await patron.get(`/api/bookings/${id}`)).booking.endsAt);
    library.clock.now = end + DAY_MIN * 60_000 - 1;
    expect((await held('look', { token })).booking.state).toBe('confirmed');
    library.pass(1);
    const answers = await Promise.all(
      [token, revoked, NEVER_MADE, '', 'x y'].map(async (one) => (await held('look', { token: one })).text),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!)).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('G4 who tries many is bounded by address; good links are not', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, id);
    for (let tries = 0; tries < 100; tries++) await held('look', { token: NEVER_MADE });
    expect((await held('look', { token: NEVER_MADE })).status).toBe(429);
    expect((await held('look', { token: NEVER_MADE }, '198.51.100.8')).status).toBe(404);
    expect((await held('look', { token })).status).toBe(200);
  });

  test('G4 the token stands nowhere: neither in the tables nor in the log', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    const { token } = await madeBy(patron, id);
    await held('move', { token, startsAt: WEDNESDAY_10 });
    const rows = await rowsOf(library.api, 'select * from ticket_link');
    const kept = await rowsOf<{ facts: string; subject: string }>(library.api, 'select facts, subject from audit');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, kept, library.api.log])).not.toContain(token);
  });

  test('G4 a link that is over is forgotten, and one that stands is not', async () => {
    const { database } = library.api.services;
    const kept = async () => (await rowsOf<{ booking: string }>(library.api, 'select booking from ticket_link')).length;
    const tuesday = await patron.book(TUESDAY_10);
    const wednesday = await patron.book(WEDNESDAY_9);
    const cancelled = await other.book(WEDNESDAY_10);
    for (const { id } of [tuesday, wednesday]) await madeBy(patron, id);
    await madeBy(other, cancelled.id);
    await other.post(`/api/bookings/${cancelled.id}/cancel`);
    await patron.post(`/api/bookings/${tuesday.id}/link/revoke`);
    await madeBy(patron, tuesday.id);

    library.pass(DAY_MIN - 1);
    await sweepAll(database);
    expect(await kept()).toBe(4);
    library.pass(1);
    await sweepAll(database);
    expect(await kept()).toBe(2);
    library.clock.now = Date.parse(tuesday.endsAt) + DAY_MIN * 60_000;
    await database.write(sweepTicketLinks);
    expect(await kept()).toBe(1);
    expect(await linkOf(patron, wednesday.id)).toBeTruthy();
  });
});
