import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SecondFactor } from '#contract/account/second-factor.ts';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, PATRON, problemOf, type TestApi } from '../../support/api.ts';
import { codeAt, setUpAuthenticatorAs } from '../../support/authenticator.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const DAY = 24 * 60 * MINUTE;
const DESK = { name: 'desk-1', password: 'demo-front-desk-main' };

describe.each(ENGINES)('a second factor, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;
  beforeAll(async () => void (api = await openApi(engine, { clock })));
  afterAll(() => api.close());
  beforeEach(async () => {
    // Every window of tries is over by then.
    now += 2 * DAY;
    await api.services.database.write(async (tx) => {
      for (const table of ['authenticator', 'recovery_code', 'sign_in_step'])
        await tx.run(raw(`delete from ${table}`), {});
    });
  });

  const password = (json: object = DESK, more: object = {}) => api.request('/api/sign-in/password', { json, ...more });
  const show = (code: string, cookie?: string, through = api) =>
    through.request('/api/sign-in/second-factor', { json: { code }, cookie });
  const post = (path: string, cookie: string) => api.request(`/api/me/${path}`, { method: 'POST', cookie });
  const meOf = async (cookie: string) => (await api.request('/api/me', { cookie })).status;
  const stepOf = async () => cookiesOf(await password());
  const setUp = async () => setUpAuthenticatorAs(api, await api.signInPassword(DESK.name, DESK.password), now);
  const later = () => void (now += 30_000);

  test('F5 the password alone gives a step and no sign-in; the code gives the sign-in', async () => {
    const { secret } = await setUp();
    later();
    const first = await password();
    expect([first.status, await first.json()]).toEqual([
      200,
      { next: 'second_factor', ways: ['authenticator', 'recovery_code'] },
    ]);
    const [step, ...more] = first.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(step).toMatch(/^quietroom-step=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await meOf(cookiesOf(first))).toBe(401);

    const second = await show(codeAt(secret, now), cookiesOf(first));
    expect(second.status).toBe(204);
    expect(second.headers.getSetCookie()[0]).toMatch(/^quietroom-step=; Max-Age=0/);
    expect(await meOf(cookiesOf(second))).toBe(200);
  });

  test('F5 nothing is asked for before the first good code, and a card is asked like a password', async () => {
    const cookie = await api.signInPassword(DESK.name, DESK.password);
    const made = (await (await post('second-factor/set-up', cookie)).json()) as { secret: string };
    expect((await password()).status).toBe(204);
    const wrong = await api.request('/api/me/second-factor/confirm', { json: { code: '000000' }, cookie });
    expect([wrong.status, ((await wrong.json()) as { faults: unknown }).faults]).toEqual([
      422,
      [{ path: 'code', code: 'wrong_code' }],
    ]);
    const json = { code: codeAt(made.secret, now) };
    expect((await api.request('/api/me/second-factor/confirm', { json, cookie })).status).toBe(200);
    expect((await password()).status).toBe(200);
    expect(await problemOf(await post('second-factor/set-up', cookie))).toBe('409 wrong_state');
  });

  test('F3 to set it up ends the other sign-ins, to give it up too', async () => {
    const [other, here] = [
      await api.signInPassword(DESK.name, DESK.password),
      await api.signInPassword(DESK.name, DESK.password),
    ];
    const { secret } = await setUpAuthenticatorAs(api, here, now);
    expect([await meOf(other), await meOf(here)]).toEqual([401, 200]);

    later();
    const another = cookiesOf(await show(codeAt(secret, now), await stepOf()));
    expect((await post('second-factor/remove', here)).status).toBe(204);
    expect([await meOf(another), await meOf(here)]).toEqual([401, 200]);
    expect((await password()).status).toBe(204);
  });

  test('F4 a quarter of an hour after signing in, what opens the account stays as it is', async () => {
    const cookie = await api.signInPassword(DESK.name, DESK.password);
    await setUpAuthenticatorAs(api, cookie, now);
    now += 15 * MINUTE;
    for (const path of ['second-factor/set-up', 'second-factor/remove', 'recovery-codes'])
      expect(await problemOf(await post(path, cookie))).toBe('403 sign_in_again');
    expect(await meOf(cookie)).toBe(200);
  });

  test('F7 a code opens once, in whatever order, and the one before it no more', async () => {
    const { secret } = await setUp();
    // The code that confirmed it is used too.
    expect(await problemOf(await show(codeAt(secret, now), await stepOf()))).toBe('401 sign_in_failed');
    later();
    const code = codeAt(secret, now);
    expect((await show(code, await stepOf())).status).toBe(204);
    expect(await problemOf(await show(code, await stepOf()))).toBe('401 sign_in_failed');
    later();
    later();
    expect((await show(codeAt(secret, now), await stepOf())).status).toBe(204);
    expect(await problemOf(await show(codeAt(secret, now - 30_000), await stepOf()))).toBe('401 sign_in_failed');
  });

  test('F7 of two who show the same code at once one comes in', async () => {
    const { secret } = await setUp();
    const other = await openApi(engine, { clock, place: api.place });
    later();
    const steps = await Promise.all(Array.from({ length: 4 }, stepOf));
    const code = codeAt(secret, now);
    const answers = await Promise.all(steps.map((step, i) => show(code, step, i % 2 ? other : api)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
    await other.close();
  });

  test('F7 a clock may be half a minute off, in any digits; no more', async () => {
    const { secret } = await setUp();
    now += 5 * MINUTE;
    const persian = codeAt(secret, now - 30_000).replaceAll(/\d/g, (digit) =>
      String.fromCharCode(0x6f0 + Number(digit)),
    );
    expect((await show(` ${persian.slice(0, 3)} ${persian.slice(3)}`, await stepOf())).status).toBe(204);
    expect((await show(codeAt(secret, now + 30_000), await stepOf())).status).toBe(204);
    now += 5 * MINUTE;
    for (const off of [-60_000, 60_000])
      expect(await problemOf(await show(codeAt(secret, now + off), await stepOf()))).toBe('401 sign_in_failed');
  });

  test('F7 a step belongs to its browser, takes five tries, ten minutes, and opens once', async () => {
    const { secret } = await setUp();
    later();
    expect(await problemOf(await show(codeAt(secret, now)))).toBe('401 step_over');
    expect(await problemOf(await show(codeAt(secret, now), `quietroom-step=${'A'.repeat(43)}`))).toBe('401 step_over');

    const tried = await stepOf();
    for (let i = 0; i < 5; i++) expect(await problemOf(await show('000000', tried))).toBe('401 sign_in_failed');
    expect(await problemOf(await show(codeAt(secret, now), tried))).toBe('401 step_over');

    const old = await stepOf();
    now += 10 * MINUTE;
    expect(await problemOf(await show(codeAt(secret, now), old))).toBe('401 step_over');

    const step = await stepOf();
    expect((await show(codeAt(secret, now), step)).status).toBe(204);
    later();
    expect(await problemOf(await show(codeAt(secret, now), step))).toBe('401 step_over');
  });

  test('F7 ten wrong codes from strange devices, and strangers wait; a device that was here before does not', async () => {
    const known = await api.signInPassword(DESK.name, DESK.password);
    const { secret } = await setUpAuthenticatorAs(api, known, now);
    now += 5 * MINUTE;
    for (let i = 0; i < 10; i++) await show('000000', await stepOf());
    expect(await problemOf(await show(codeAt(secret, now), await stepOf()))).toBe('429 too_many_tries');

    const device = known.split('; ').find((cookie) => cookie.startsWith('quietroom-device'))!;
    const step = cookiesOf(await password(DESK, { cookie: device }));
    expect((await show(codeAt(secret, now), `${device}; ${step}`)).status).toBe(204);
  });

  test('F8 ten recovery codes, each opens once; a new set ends the old one', async () => {
    const cookie = await api.signInPassword(DESK.name, DESK.password);
    const { codes } = await setUpAuthenticatorAs(api, cookie, now);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-TV-Z]{4}-){2}[2-9A-HJ-NP-TV-Z]{4}$/);
    const left = async () =>
      ((await (await api.request('/api/me/second-factor', { cookie })).json()) as SecondFactor).recoveryCodesLeft;

    expect((await show(codes[0]!.toLowerCase().replaceAll('-', ' '), await stepOf())).status).toBe(204);
    expect(await problemOf(await show(codes[0]!, await stepOf()))).toBe('401 sign_in_failed');
    expect(await left()).toBe(9);

    const { codes: anew } = (await (await post('recovery-codes', cookie)).json()) as { codes: string[] };
    expect(await left()).toBe(10);
    expect(await problemOf(await show(codes[1]!, await stepOf()))).toBe('401 sign_in_failed');
    expect((await show(anew[1]!, await stepOf())).status).toBe(204);
  });

  test('F8 neither the secret nor a code stands in the open', async () => {
    const { secret, codes } = await setUp();
    const rows = async (table: string) => api.services.database.reader.rows(raw<object>(`select * from ${table}`), {});
    const kept = [...(await rows('authenticator')), ...(await rows('recovery_code'))]
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join(' ');
    for (const word of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(kept).not.toContain(word);
    expect(kept).toContain('desk-1');
  });

  test('F12 whoever is named and whatever is wrong, the bytes are the same', async () => {
    await setUp();
    const wrong = [
      { name: 'nobody', password: 'wrong' },
      { name: 'admin-1', password: 'wrong' },
      { name: DESK.name, password: 'wrong' },
    ];
    const said = await Promise.all(
      wrong.map(async (one) => {
        const answer = await password(one);
        const headers = [...answer.headers].filter(([name]) => name !== 'date');
        return JSON.stringify([answer.status, headers, await answer.text()]);
      }),
    );
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('sign_in_failed');
  });

  test('patrons are not asked, and a screen in the open has no account', async () => {
    const patron = await api.signInCard(PATRON.card, PATRON.pin);
    const kiosk = await signInAs(api, 'desk-1', { screen: 'kiosk', branch: 'main' });
    for (const cookie of [patron, kiosk.cookie]) {
      expect(await problemOf(await api.request('/api/me/second-factor', { cookie }))).toBe('403 forbidden');
      expect(await problemOf(await post('second-factor/set-up', cookie))).toBe('403 forbidden');
    }
  });
});

describe.each(ENGINES)('two factors are demanded, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => void (api = await openApi(engine, { clock: () => now, requireSecondFactor: true })));
  afterAll(() => api.close());

  test('F6 before it is set up, nothing is answered but that; then everything; F9 it is not given up again', async () => {
    const cookie = await api.signInPassword(DESK.name, DESK.password);
    const get = (path: string) => api.request(path, { cookie });
    expect(await (await get('/api/me')).json()).toMatchObject({ id: 'desk-1', secondFactorDue: true });
    for (const path of ['/api/desk/day?branch=main&date=2026-11-23', '/api/live', '/api/me/sign-ins'])
      expect(await problemOf(await get(path))).toBe('403 second_factor_needed');
    const { secret } = await setUpAuthenticatorAs(api, cookie, now);
    expect(await (await get('/api/me')).json()).not.toHaveProperty('secondFactorDue');
    expect((await get('/api/desk/day?branch=main&date=2026-11-23')).status).toBe(200);
    expect(await problemOf(await api.request('/api/me/second-factor/remove', { method: 'POST', cookie }))).toBe(
      '403 second_factor_needed',
    );

    now += MINUTE;
    const step = cookiesOf(await api.request('/api/sign-in/password', { json: DESK }));
    const second = await api.request('/api/sign-in/second-factor', {
      json: { code: codeAt(secret, now) },
      cookie: step,
    });
    expect((await api.request('/api/desk/day?branch=main&date=2026-11-23', { cookie: cookiesOf(second) })).status).toBe(
      200,
    );
  });

  test('F6 who is not asked: patrons', async () => {
    const cookie = await api.signInCard();
    expect((await api.request('/api/me/prices', { cookie })).status).toBe(200);
  });

  test('F6 every operation but the few is closed', async () => {
    const cookie = await api.signInPassword('counsellor-1', 'demo-counsellor-main');
    const document = (await (await api.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: string; security?: unknown }>>;
    };
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { operationId, security }] of Object.entries(methods)) {
        if (!security || operationId === 'signOut') continue;
        const asked = {
          method: method.toUpperCase(),
          cookie,
          ...(method !== 'get' && { json: {} }),
          key: crypto.randomUUID(),
        };
        const answer = await api.request(path.replaceAll(/\{\w+\}/g, 'x'), asked);
        if (answer.status !== 403 || (await problemOf(answer)) !== '403 second_factor_needed') open.push(operationId);
      }
    }
    expect(open.sort()).toEqual([
      'addPasskey',
      'beginPasskey',
      'confirmAuthenticator',
      'readMe',
      'readSecondFactor',
      'renewRecoveryCodes',
      'setUpAuthenticator',
    ]);
  });
});
