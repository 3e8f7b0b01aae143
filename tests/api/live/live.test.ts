import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import {
  bookingNetwork,
  FRIDAY_CIRCLE,
  openLibrary,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { listen, type Listener } from '../../support/live-listener.ts';
import { signInAs } from '../../support/sign-in-as.ts';
import { raw } from '../../support/raw-statement.ts';

const PASSWORD = 'demo-front-desk-main';
/** Long enough for a look, an answer and what might wrongly follow. */
const QUIET_MS = 300;

/** One more desk, at the other branch, and a second counsellor with an account. */
function staffedNetwork() {
  const file = bookingNetwork();
  const staff = { name: { en: 'Staff' }, locale: 'en', password: PASSWORD };
  file.partners = [{ id: 'house', name: { en: 'A house' }, concessions: [] }];
  file.people = [
    ...file.people.filter(({ id }) => !['desk-far', 'counsellor-2'].includes(id)),
    { ...staff, id: 'desk-far', role: 'desk', branch: 'far' },
    { ...staff, id: 'partner-1', role: 'partner', partner: 'house' },
    { ...staff, id: 'counsellor-2', role: 'counsellor', branch: 'main', counsellor: 'bor' },
  ];
  return file;
}

describe.each(ENGINES)('being told at once, on $engine', ({ engine }) => {
  let library: Library;
  /** Another process on the same database. */
  let other: TestApi;
  let vida: Caller;
  const cookies: Record<string, string> = {};
  const open: Listener[] = [];

  beforeAll(async () => {
    library = await openLibrary(engine, { file: staffedNetwork() });
    const { api } = library;
    other = await openApi(engine, { place: api.place, clock: () => library.clock.now });
    cookies.desk = await api.signInPassword('desk-1', PASSWORD);
    cookies.deskFar = await api.signInPassword('desk-far', PASSWORD);
    cookies.ana = await api.signInPassword('counsellor-1', 'demo-counsellor-main');
    cookies.bor = await api.signInPassword('counsellor-2', PASSWORD);
    cookies.admin = await api.signInPassword('admin-1', 'demo-network-admin');
    cookies.vida = await api.signInCard();
    vida = library.caller(cookies.vida);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.leave()));
    await library.clear();
  });
  afterAll(async () => {
    await other.close();
    await library.api.close();
  });

  const hear = async (who: string, api = other) => {
    const one = await listen(api, cookies[who] ?? who);
    open.push(one);
    return one;
  };

  test('V1 what one process writes is on another within a second, and it says nothing of what', async () => {
    const [desk, ana, own] = [await hear('desk'), await hear('ana'), await hear('vida')];
    const told = Promise.all([desk, ana, own].map((one) => one.nextChange()));
    const held = await vida.hold(WEDNESDAY_9);
    expect(Math.max(...(await told))).toBeLessThan(1000);

    for (const { text } of [desk, ana, own]) {
      expect(text().replaceAll('event: change\ndata: {}\n\n', '').replaceAll(':\n\n', '')).toBe('retry: 2000\n\n');
      expect(text()).not.toContain(held.booking.id);
    }
  });

  test('V1 a desk hears of its branch, a counsellor of own sessions, a patron of own bookings: others hear nothing', async () => {
    const strange = await library.patron(1);
    const [far, bor, own] = [await hear('deskFar'), await hear('bor'), await hear('vida')];
    const desk = await hear('desk');
    const told = desk.nextChange();
    await strange.book(WEDNESDAY_9);
    await told;
    await sleep(QUIET_MS);
    expect([far, bor, own].map((one) => one.changes())).toEqual([0, 0, 0]);

    const toBor = bor.nextChange();
    await strange.book(TUESDAY_10, { counsellor: 'bor' });
    await toBor;
    expect([far.changes(), own.changes()]).toEqual([0, 0]);
  });

  test('V1 whoever shares a group hears nothing of the others in it', async () => {
    const [one, another] = [await library.patron(2), await library.patron(3)];
    await one.book(FRIDAY_CIRCLE, { service: 'circle' });
    const stream = await hear((await signInAs(library.api, 'visitor-2')).cookie);
    const desk = await hear('desk');
    const told = desk.nextChange();
    const joined = await another.hold(FRIDAY_CIRCLE, { service: 'circle' });
    expect(joined.status, joined.text).toBe(201);
    await told;
    await sleep(QUIET_MS);
    expect(stream.changes()).toBe(0);
  });

  test('V1 a session that was taken from somebody is told to whom it was taken from', async () => {
    const booking = await vida.book(WEDNESDAY_10);
    const ana = await hear('ana');
    await sleep(QUIET_MS);
    const told = ana.nextChange();
    await library.api.services.database.write(async (tx) => {
      const [row] = await tx.rows(
        raw<{ session: string }>(`select session from booking where id = '${booking.id}'`),
        {},
      );
      await tx.run(raw(`update session set counsellor = 'bor' where id = '${row!.session}'`), {});
      await noteChange(tx, 'session', row!.session);
    });
    await told;
  });

  test('V2 a block is told to its counsellor and the desk, a new network to everybody', async () => {
    const [desk, ana, bor, far] = [await hear('desk'), await hear('ana'), await hear('bor'), await hear('deskFar')];
    const told = Promise.all([desk.nextChange(), ana.nextChange()]);
    await library.api.services.database.write(async (tx) => {
      await tx.run(
        raw(`insert into block (id, kind, counsellor, branch, starts_at, ends_at, made_by, created_at)
          values ('block-1', 'block', 'ana', 'main', 0, 300000, 'counsellor-1', 0)`),
        {},
      );
      await noteChange(tx, 'block', 'block-1');
    });
    await told;
    await sleep(QUIET_MS);
    expect([bor.changes(), far.changes()]).toEqual([0, 0]);

    const all = Promise.all([desk, ana, bor, far].map((one) => one.nextChange()));
    await library.api.services.database.write((tx) => noteChange(tx, 'network', ''));
    await all;
  });

  test('V2 many changes of a moment are a few events, and the last change is told after it was written', async () => {
    const desk = await hear('desk', library.api);
    const began = performance.now();
    for (let n = 0; n < 12; n++) {
      const held = await vida.hold(WEDNESDAY_9);
      await vida.post(`/api/bookings/${held.booking.id}/cancel`);
    }
    const last = desk.nextChange();
    await vida.hold(WEDNESDAY_10);
    await last;
    await sleep(150);
    expect(desk.changes()).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 100) + 1);
  });

  test('V3 who is an administrator, a partner or nobody has no stream', async () => {
    const partner = await signInAs(library.api, 'partner-1');
    expect(await problemOf(await other.request('/api/live', { cookie: partner.cookie }))).toBe('403 forbidden');
    expect(await problemOf(await other.request('/api/live', { cookie: cookies.admin }))).toBe('403 forbidden');
    expect(await problemOf(await other.request('/api/live'))).toBe('401 not_signed_in');
  });

  test('V3 a kiosk and a door sign hear of their branch alone', async () => {
    const kiosk = await signInAs(library.api, 'desk-1', { screen: 'kiosk', branch: 'far' });
    const door = await signInAs(library.api, 'desk-1', { screen: 'door', branch: 'main' });
    const [atFar, atMain] = [await hear(kiosk.cookie), await hear(door.cookie)];
    const told = atMain.nextChange();
    await vida.book(WEDNESDAY_9);
    await told;
    await sleep(QUIET_MS);
    expect(atFar.changes()).toBe(0);
  });
});
