import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Erased, ErasurePreview } from '#contract/account/erasure.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { addChild, sharedChild } from '../../support/family-steps.ts';
import { signInAs } from '../../support/sign-in-as.ts';

describe.each(ENGINES)('being erased on $engine', ({ engine }) => {
  let library: Library;
  let ada: Caller;
  let cookie: string;
  beforeEach(async () => {
    library = await openLibrary(engine);
    cookie = await library.cookieOf('visitor-1');
    ada = library.caller(cookie);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.api.close();
  });
  const preview = async (who = ada) => JSON.parse((await who.get('/api/me/erasure')).text) as ErasurePreview;
  const erase = async (who = ada) => {
    const answer = await who.post('/api/me/erasure');
    return { ...answer, done: JSON.parse(answer.text) as Erased };
  };
  const count = async (from: string) => Number((await rowsOf(library.api, `select count(*) as n from ${from}`))[0]!.n);

  test('Q1 what would happen is told, and nothing is written', async () => {
    await ada.book(WEDNESDAY_9);
    await ada.hold(TUESDAY_10);
    expect(await preview()).toEqual({ appointmentsAhead: 2, children: 0, kept: null });
    expect(await count(`booking where state in ('held', 'confirmed')`)).toBe(2);
  });

  test('Q2 Q7 appointments ahead are cancelled whatever their window, and all ends at once', async () => {
    const other = library.caller(await library.cookieOf('visitor-1'));
    await ada.book(WEDNESDAY_9);
    await ada.book(TUESDAY_10);
    library.clock.now = Date.parse(TUESDAY_10) - 60_000;

    const raw = await library.api.request('/api/me/erasure', { json: {}, cookie, key: 'go' });
    expect(await raw.json()).toEqual({ appointmentsCancelled: 2, kept: null });
    expect(raw.headers.get('set-cookie')).toContain('quietroom=;');
    for (const who of [ada, other]) expect((await who.get('/api/me')).code).toBe('not_signed_in');
    const again = await library.api.request('/api/me/erasure', { json: {}, cookie, key: 'go' });
    expect(again.status).toBe(401);

    expect(await count('occupancy where booking is not null')).toBe(0);
    expect(await rowsOf(library.api, `select state, patron from booking`)).toEqual([
      { state: 'cancelled', patron: '(nobody)' },
      { state: 'cancelled', patron: '(nobody)' },
    ]);
    const bo = await library.patron(2);
    expect((await bo.hold(WEDNESDAY_9)).status).toBe(201);
  });

  test('Q3 not while somebody is with us, nor while they are expected', async () => {
    await ada.book(TUESDAY_10);
    library.clock.now = Date.parse(TUESDAY_10) + 60_000;
    const no = await erase();
    expect([no.status, no.code, no.facts.until]).toEqual([409, 'visit_under_way', '2026-11-24T09:50:00Z']);
    expect((await ada.get('/api/me/erasure')).code).toBe('visit_under_way');
    expect(await count(`person where id = 'visitor-1'`)).toBe(1);

    library.pass(50);
    expect((await erase()).status).toBe(200);
  });

  test('Q4 who works here is let go by an administrator first', async () => {
    for (const person of ['desk-1', 'counsellor-1', 'admin-1']) {
      const staff = await library.person(person);
      expect((await staff.get('/api/me/erasure')).code).toBe('roles_first');
      expect((await staff.post('/api/me/erasure')).code).toBe('roles_first');
    }
  });

  test('Q6 on a shared device the sign-in is fresh; on one’s own it may be old', async () => {
    const shared = library.caller((await signInAs(library.api, 'visitor-1', { sharedDevice: true })).cookie);
    library.pass(16);
    expect((await erase(shared)).code).toBe('sign_in_again');
    expect((await erase(ada)).status).toBe(200);
  });

  test('Q7 whoever books for somebody who is being erased is refused, or their booking goes too', async () => {
    for (let n = 1; n <= 6; n++) {
      const patron = await library.patron(n);
      const start = new Date(Date.parse(WEDNESDAY_9) + n * 1_800_000).toISOString();
      const answers = await Promise.all([
        patron.hold(start),
        patron.post('/api/me/erasure'),
        patron.post('/api/me/erasure'),
      ]);
      const [held, ...erased] = answers.map(({ status }) => status);
      expect(erased.toSorted()).toEqual([200, 401]);
      expect([201, 401, 403, 409]).toContain(held);
      expect(await count(`booking where patron = 'visitor-${n}'`)).toBe(0);
    }
  });

  test('Q8 children who have no other guardian go too, the others stay', async () => {
    const bo = await library.patron(2);
    const { id: kept } = await sharedChild(ada, bo);
    const { id: gone } = await addChild(ada, 'Wilma');
    await ada.book(WEDNESDAY_9, { patron: gone });
    await ada.book(WEDNESDAY_10, { patron: kept });
    expect(await preview()).toEqual({ appointmentsAhead: 1, children: 1, kept: null });

    expect((await erase()).done).toEqual({ appointmentsCancelled: 1, kept: null });
    expect(await count(`person where id in ('visitor-1', '${gone}')`)).toBe(0);
    expect(await count(`booking where patron = '${kept}' and state = 'confirmed'`)).toBe(1);
    const children = JSON.parse((await bo.get('/api/me/children')).text) as { children: { id: string }[] };
    expect(children.children).toMatchObject([{ id: kept, isFirst: true }]);
  });
});
