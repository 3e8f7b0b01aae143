import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  bookingNetwork,
  FRIDAY_CIRCLE,
  rowsOf,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { at, clockAt, DAY, dayOf, DESK, itemOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { raw } from '../../support/raw-statement.ts';

const CANARY = 'xylophone';

/** Words that the desk must never read are planted wherever such a word stands. */
function plantedNetwork() {
  const file = bookingNetwork();
  const talk = file.services.find(({ id }) => id === 'talk')!;
  talk.name = { en: `${CANARY} talk` };
  for (const each of [...file.discounts, ...file.concessions]) each.name = { en: `${CANARY} ${each.id}` };
  for (const person of file.people) person.name = { en: `${CANARY} ${person.id}` };
  return file;
}

describe.each(ENGINES)('the desk’s day on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  keepLibrary(
    engine,
    async (opened) => {
      library = opened;
      patron = await library.patron(0);
      desk = await library.person(DESK);
    },
    { file: plantedNetwork() },
  );

  test('D12 what is confirmed, under way, over or missed, by start; holds and what ended otherwise are left out', async () => {
    const later = await patron.book(WEDNESDAY_10);
    const sooner = await (await library.patron(1)).book(WEDNESDAY_9);
    const gone = await (await library.patron(2)).book('2026-11-25T10:00:00Z');
    await (await library.patron(2)).post(`/api/bookings/${gone.id}/cancel`);
    await (await library.patron(3)).hold('2026-11-25T12:00:00Z');
    clockAt(library, WEDNESDAY_9, 20);
    await tell(desk, itemOf(sooner.id, 'no_show', at(20)));

    const day = await dayOf(desk, DAY);
    expect(day.rows.map(({ booking, state }) => [booking, state])).toEqual([
      [sooner.id, 'no_show'],
      [later.id, 'confirmed'],
    ]);
    expect(day).toMatchObject({ branch: 'main', date: DAY, graceMin: 15, checkInOpensMin: 90, roomsOut: [] });
    expect(day.rows[1]).toEqual({
      booking: later.id,
      session: expect.any(String),
      startsAt: WEDNESDAY_10,
      endsAt: '2026-11-25T09:50:00Z',
      localStart: '2026-11-25T10:00',
      localEnd: '2026-11-25T10:50',
      branch: 'main',
      room: 'room-a',
      mode: 'room',
      counsellor: 'ana',
      alias: later.alias,
      people: 1,
      needs: [],
      state: 'confirmed',
      publicName: { en: 'Appointment 50 min', sl: 'Termin 50 min' },
      due: { amount: 2000, currency: 'EUR', minorDigits: 2 },
      paid: { amount: 0, currency: 'EUR', minorDigits: 2 },
      codeMac: expect.any(String),
      tokenMac: expect.any(String),
    });
  });

  test('D12 needs are shown, and a visit without a room has none', async () => {
    const stepFree = await patron.book(WEDNESDAY_9, { features: ['step-free'] });
    await patron.put(`/api/bookings/${stepFree.id}/preparations`, { preparations: ['interpreter'] });
    await (await library.patron(1)).book(WEDNESDAY_10, { mode: 'phone' });
    const { rows } = await dayOf(desk, DAY);
    expect(rows.map(({ room, mode, needs }) => [room, mode, needs])).toEqual([
      ['room-b', 'room', ['step-free', 'interpreter']],
      [null, 'phone', []],
    ]);
  });

  test('D12 codes are found by their HMAC and are not in the answer; another branch or day has another key', async () => {
    const { ticket } = await patron.book(WEDNESDAY_9);
    const answer = await desk.get(`/api/desk/day?branch=main&date=${DAY}`);
    const { rows, codeKey } = await dayOf(desk, DAY);
    const mac = (text: string, key = codeKey) =>
      createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');

    expect(rows[0]).toMatchObject({ codeMac: mac(ticket!.code), tokenMac: mac(ticket!.token) });
    expect(answer.text).not.toContain(ticket!.code);
    expect(answer.text).not.toContain(ticket!.token);
    expect((await dayOf(desk, DAY)).codeKey).toBe(codeKey);
    expect((await dayOf(desk, '2026-11-26')).codeKey).not.toBe(codeKey);
    expect((await dayOf(await library.person('desk-far'), DAY, 'far')).codeKey).not.toBe(codeKey);
  });

  test('D12 nothing of service, concession, price lines, contact or name is in it', async () => {
    const sponsored = await library.patron(30);
    const { price } = await sponsored.book(WEDNESDAY_9);
    expect(price.lines.length).toBe(1);
    await (await library.patron(1)).book(FRIDAY_CIRCLE, { service: 'circle' });
    clockAt(library, WEDNESDAY_9);

    for (const date of [DAY, '2026-11-27']) {
      const { text } = await desk.get(`/api/desk/day?branch=main&date=${date}`);
      expect(JSON.parse(text)).toMatchObject({ rows: [{}] });
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/"(service|topic|concession|lines|list|discount|patron|name|contact|messages|quote)"/);
      expect(text).not.toMatch(/talk|circle|sponsored|visitor|client/);
    }
    expect(await dayOf(desk, DAY)).toMatchObject({ rows: [{ due: { amount: 0 } }] });
  });

  test('who may: the desk of that branch; other branches are absent, other roles are not allowed', async () => {
    const path = `/api/desk/day?branch=main&date=${DAY}`;
    const absent = await desk.get(`/api/desk/day?branch=nowhere&date=${DAY}`);
    expect([absent.status, absent.code]).toEqual([404, 'not_found']);
    const far = await (await library.person('desk-far')).get(path);
    expect([far.status, far.text]).toEqual([404, absent.text]);
    for (const person of ['visitor-0', 'counsellor-1', 'admin-1']) {
      const refused = await (await library.person(person)).get(path);
      expect([person, refused.status, refused.code]).toEqual([person, 403, 'forbidden']);
    }
    expect((await library.api.request(path)).status).toBe(401);
    expect((await desk.get('/api/desk/day?branch=main&date=2026-02-30')).faults).toEqual([
      { path: 'date', code: 'not_a_date' },
    ]);
  });

  test('D13 a look at a far day is written down, at these days not', async () => {
    clockAt(library, WEDNESDAY_9);
    const looks = () =>
      rowsOf(library.api, `select action, subject from audit where action like 'desk.%far' order by action`);
    for (const date of ['2026-11-24', DAY, '2026-11-26']) {
      await dayOf(desk, date);
      await desk.get(`/api/desk/cash-up?branch=main&date=${date}`);
    }
    const before = await looks();
    await dayOf(desk, '2026-11-27');
    await desk.get('/api/desk/cash-up?branch=main&date=2026-11-23');
    const added = (await looks()).length - before.length;
    expect(added).toBe(2);
  });

  test('rooms that are out of use that day stand beside the rows', async () => {
    const id = randomUUID();
    const times = [Date.parse('2026-11-25T12:00:00Z'), Date.parse('2026-11-25T14:00:00Z')];
    await library.api.services.database.write((tx) =>
      tx.run(
        raw(`insert into block (id, kind, room, branch, starts_at, ends_at, made_by, created_at)
          values ('${id}', 'out_of_use', 'room-a', 'main', ${times[0]}, ${times[1]}, '${DESK}', 0)`),
        {},
      ),
    );
    expect((await dayOf(desk, DAY)).roomsOut).toEqual([
      {
        closure: id,
        room: 'room-a',
        startsAt: '2026-11-25T12:00:00Z',
        endsAt: '2026-11-25T14:00:00Z',
        localStart: '2026-11-25T13:00',
        localEnd: '2026-11-25T15:00',
      },
    ]);
    expect((await dayOf(desk, '2026-11-26')).roomsOut).toEqual([]);
    await library.api.services.database.write((tx) => tx.run(raw(`delete from block`), {}));
  });
});
