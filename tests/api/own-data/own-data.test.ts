import { gunzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { looksPage, ownData, type LooksPage, type OwnData } from '#contract/account/own-data.ts';
import { insertContact, wrappedKeyOf } from '../../../api/storage/stores/accounts/contact-store.ts';
import { countTry } from '../../../api/storage/stores/throttle-store.ts';
import { rowsOf, TUESDAY_10, WEDNESDAY_10, type Caller, type Library } from '../../support/booking-library.ts';
import { DESK, itemOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { addChild } from '../../support/family-steps.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { raw } from '../../support/raw-statement.ts';

/** Has a card, and is nobody else of this file's. */
const VIDA = 'patron-1';

describe.each(ENGINES)('what is held of a person, on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let vida: Caller;
  let visitor: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    desk = await library.person(DESK);
    vida = await library.person(VIDA);
    visitor = await library.patron(0);
  });

  const dataOf = async (caller: Caller, query = ''): Promise<OwnData> => {
    const { status, text } = await caller.get(`/api/me/data${query}`);
    expect(status, text).toBe(200);
    return ownData.strict().parse(JSON.parse(text));
  };
  const pageOf = async (caller: Caller, after?: string): Promise<LooksPage> => {
    const { status, text } = await caller.get(`/api/me/looks${after ? `?after=${after}` : ''}`);
    expect(status, text).toBe(200);
    return looksPage.strict().parse(JSON.parse(text));
  };
  /** What was seen, newest first, since the tests before. */
  const seenBy = async (caller: Caller, since: number) =>
    (await pageOf(caller)).looks.filter(({ at }) => Date.parse(at) >= since).map(({ what, role }) => `${what} ${role}`);
  /** Lines stay from test to test: each has a time of its own. */
  let hours = 0;
  const later = () => (library.clock.now += ++hours * 1000);

  test('Y1 their card, contacts, concessions, bookings, note, money and reasons are told, whole', async () => {
    const { database, keys, newId } = library.api.services;
    const wrappedKey = (await wrappedKeyOf(database.reader, VIDA))!;
    const contact = { kind: 'email', value: 'vida@home.example' } as const;
    await database.write((tx) =>
      insertContact(tx, keys, { id: newId(), person: VIDA, wrappedKey, contact, opens: true }),
    );
    const booking = await vida.book(TUESDAY_10);
    const now = Date.parse(TUESDAY_10) - 60_000;
    library.clock.now = now;
    const items = [
      itemOf(booking.id, 'note', now, { text: 'Comes by wheelchair' }),
      itemOf(booking.id, 'arrived', now, { reason: 'The bus was late' }),
      itemOf(booking.id, 'paid', now),
    ];
    expect((await tell(desk, ...items)).said).toEqual(['applied', 'applied', 'applied']);

    const told = await dataOf(vida);
    expect(told.person).toMatchObject({ number: VIDA, locale: 'sl', library: expect.any(String) });
    expect(told.waysToSignIn.cards).toEqual([{ number: '29000001', since: expect.any(String) }]);
    expect(told.contacts).toMatchObject([{ kind: 'email', value: 'vida@home.example', opens: true }]);
    expect(told.reach).toMatchObject({ to: 'vida@home.example', quietFrom: '21:00' });
    expect(told.entitlements).toMatchObject([{ until: '2027-11-22' }]);
    expect(told.signIns.length).toBeGreaterThan(0);
    expect(told.roles).toMatchObject([{ role: 'patron' }]);
    const [held, ...more] = told.bookings;
    expect(more).toEqual([]);
    expect(held).toMatchObject({
      number: booking.id,
      state: 'arrived',
      localStart: '2026-11-24T10:00',
      note: { text: 'Comes by wheelchair', role: 'desk' },
      payments: [{ how: 'cash', amount: { amount: booking.price.total.amount, currency: 'EUR' } }],
      price: { total: { amount: booking.price.total.amount } },
    });
    expect(held!.toldOfVisit).toContainEqual(
      expect.objectContaining({ what: 'arrived', role: 'desk', reason: 'The bus was late' }),
    );
  });

  test('Y1 names are in the language that is asked for, and nothing that opens anything is told', async () => {
    const booking = await vida.book(TUESDAY_10);
    const [inTheirs] = (await dataOf(vida)).bookings;
    const english = await vida.get('/api/me/data?locale=en');
    const [inEnglish] = ownData.parse(JSON.parse(english.text)).bookings;
    expect(inEnglish!.service).not.toBe(inTheirs!.service);
    const { token } = booking.ticket!;
    expect(english.text).toContain(booking.ticket!.code);
    expect(english.text).not.toContain(token);
    expect(english.text).not.toMatch(/hash|sealed|wrapped|secret/i);
  });

  test('Y1 people who work here are told of themselves: roles, sign-ins, and no patron', async () => {
    await visitor.book(TUESDAY_10);
    const told = await dataOf(desk);
    expect(told.person.number).toBe(DESK);
    expect(told.roles).toMatchObject([{ role: 'desk' }]);
    expect(told.bookings).toEqual([]);
    expect(told.reach).toBeUndefined();
  });

  test('Y2 of hundreds of bookings none is left out, and the file is whole', async () => {
    const { id } = await visitor.book(TUESDAY_10);
    const [row] = await rowsOf(library.api, `select * from booking where id = '${id}'`);
    const columns = Object.keys(row!);
    const values = columns.map((name) =>
      name === 'id' ? 'ID' : name.startsWith('ticket') ? 'null' : name === 'state' ? `'cancelled'` : name,
    );
    const ids = Array.from({ length: 230 }, () => randomUUID());
    await library.api.services.database.write(async (tx) => {
      for (const one of ids) {
        const copied = values.join(', ').replace('ID', `'${one}'`);
        await tx.run(
          raw(`insert into booking (${columns.join(', ')}) select ${copied} from booking where id = '${id}'`),
          {},
        );
      }
    });
    const answer = await library.api.request('/api/me/data?download=1', {
      cookie: await library.cookieOf('visitor-0'),
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="library-data.json"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
    const told = ownData.parse(JSON.parse(text));
    expect(told.bookings.map(({ number }) => number).sort()).toEqual([id, ...ids].sort());
  });

  test('Y3 a guardian is told of their child and its bookings; once they are guardian no longer, nothing', async () => {
    const child = await addChild(visitor, 'Mia Sofia');
    const { booking: held } = await visitor.hold(TUESDAY_10, { patron: child.id });
    const consented = await visitor.post(`/api/bookings/${held.id}/confirm`);
    expect(consented.status, consented.text).toBe(200);
    const told = await dataOf(visitor);
    expect(told.children).toMatchObject([{ initials: 'M. S.', name: { en: 'Mia Sofia' } }]);
    expect(told.bookings).toMatchObject([{ number: held.id, child: 'M. S.' }]);
    const other = await dataOf(await library.patron(1));
    expect([other.children, other.bookings]).toEqual([[], []]);

    await visitor.post(`/api/me/children/${child.id}/guardians/${child.guardians[0]!.id}/end`);
    const after = await dataOf(visitor);
    expect([after.children, after.bookings]).toEqual([[], []]);
  });

  test('Y3 each reading is on record, the file as a file', async () => {
    const readings = () =>
      rowsOf<{ action: string; subject: string }>(
        library.api,
        `select action, subject from audit where action like 'data.%' order by id`,
      );
    const before = (await readings()).length;
    await dataOf(visitor);
    await dataOf(visitor, '?download=1');
    expect((await readings()).slice(before)).toEqual([
      { action: 'data.read', subject: 'visitor-0' },
      { action: 'data.download', subject: 'visitor-0' },
    ]);
  });

  test('Y3 a script that reads without end is stopped for an hour, and puts nothing more on record', async () => {
    const subject = library.api.services.keys.index('throttle', 'own data visitor-8');
    await library.api.services.database.write(async (tx) => {
      for (let n = 0; n < 100; n++) await countTry(tx, subject, 60);
    });
    const reader = await library.patron(8);
    const lines = () =>
      rowsOf(library.api, `select id from audit where subject = 'visitor-8' and action like 'data.%'`);
    const before = (await lines()).length;
    const over = await reader.get('/api/me/data');
    expect([over.status, over.code]).toEqual([429, 'too_many_tries']);
    expect((await lines()).length).toBe(before);
    library.pass(60);
    expect((await reader.get('/api/me/data')).status).toBe(200);
  });

  test('Y4 a look at a desk is told to whom it was about and to nobody else, and never who looked', async () => {
    const since = later();
    const stranger = await library.patron(5);
    await desk.post('/api/desk/look-up', { branch: 'main', card: '29000001' });
    await desk.get(`/api/desk/patrons/${VIDA}?branch=main`);
    later();
    await desk.get(`/api/desk/patrons/${VIDA}/family?branch=main`);
    later();
    await dataOf(vida, '?download=1');

    expect(await seenBy(vida, since)).toEqual(['copy self', 'family desk', ...(await cardAndProfile())]);
    expect(await seenBy(stranger, since)).toEqual([]);
    expect(await seenBy(desk, since)).toEqual([]);
    const page = await pageOf(vida);
    expect(page.looks[1]).toMatchObject({ branch: 'main' });
    const { text } = await vida.get('/api/me/looks');
    expect(text).not.toContain(DESK);
    expect((await dataOf(vida)).looks.slice(0, page.looks.length)).toEqual(page.looks);

    /** Written in the same millisecond: either may be first. */
    async function cardAndProfile() {
      const both = (await seenBy(vida, since)).slice(2);
      expect(both.toSorted()).toEqual(['card desk', 'profile desk']);
      return both;
    }
  });

  test('Y4 a look at a child is told to its guardian, by its initials', async () => {
    const since = later();
    const child = await addChild(visitor);
    await desk.get(`/api/desk/patrons/${child.id}?branch=main`);
    const { looks } = await pageOf(visitor);
    expect(looks.filter(({ at }) => Date.parse(at) >= since)).toMatchObject([{ what: 'profile', child: 'M. S.' }]);
    expect(await seenBy(await library.patron(1), since)).toEqual([]);
  });

  test('Y4 page by page, each line once; what is no page is refused', async () => {
    const reader = await library.patron(7);
    for (let n = 0; n < 60; n++) {
      if (n % 3 === 0) later();
      await reader.get('/api/me/data?download=1').then(({ text }) => text);
    }
    const first = await pageOf(reader);
    const second = await pageOf(reader, first.next);
    expect([first.looks.length, second.looks.length, second.next]).toEqual([50, 10, undefined]);
    expect((await dataOf(reader)).looks).toEqual([...first.looks, ...second.looks]);
    expect((await reader.get('/api/me/looks?after=x')).faults).toEqual([{ path: 'after', code: 'not_a_page' }]);
  });

  test('Y5 what was looked at says the role and the library only', async () => {
    later();
    await desk.get(`/api/desk/patrons/${VIDA}?branch=main`);
    const [look] = (await pageOf(vida)).looks;
    expect(Object.keys(look!).sort()).toEqual(['at', 'branch', 'role', 'what']);
  });

  test('Y6 the calendar holds every appointment that was confirmed, neutrally', async () => {
    const kept = await visitor.book(TUESDAY_10);
    const gone = await visitor.book(WEDNESDAY_10);
    await visitor.post(`/api/bookings/${gone.id}/cancel`);
    const held = await visitor.hold('2026-11-26T09:00:00Z');
    const { status, text } = await visitor.get('/api/me/calendar.ics');
    expect(status).toBe(200);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    for (const { id } of [kept, gone]) expect(text).toContain(`UID:${id}@quietroom`);
    expect(text).not.toContain(held.booking.id);
    expect(text).toContain('SUMMARY:Appointment 50 min');
    expect(text.match(/STATUS:CANCELLED/g)).toHaveLength(1);
    expect(text).not.toMatch(/\btalk\b|Ana|EUR/i);
    expect((await desk.get('/api/me/calendar.ics')).code).toBe('forbidden');
  });

  test('Y7 what one is called is changed at once, for the next booking; what is booked keeps its name', async () => {
    const before = await visitor.book(TUESDAY_10);
    const put = (alias: unknown) => visitor.put('/api/me/alias', { alias });
    expect((await put('  Grey Heron ')).text).toBe('{"alias":"Grey Heron"}');
    expect((await dataOf(visitor)).person.alias).toBe('Grey Heron');
    expect((await visitor.book(WEDNESDAY_10)).alias).toBe('Grey Heron');
    expect((await visitor.get(`/api/bookings/${before.id}`)).booking.alias).toBe(before.alias);

    expect((await put(null)).status).toBe(200);
    expect((await dataOf(visitor)).person.alias).toBeUndefined();
    for (const wrong of ['', ' ', 'x'.repeat(41), 7])
      expect((await put(wrong)).faults).toMatchObject([{ path: 'alias' }]);
    expect((await desk.put('/api/me/alias', { alias: 'Heron' })).code).toBe('forbidden');
    const lines = await rowsOf(library.api, `select facts from audit where action = 'patron.alias'`);
    expect(JSON.stringify(lines)).not.toContain('Grey');
  });
});
