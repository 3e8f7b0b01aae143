import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, PATRON, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';

const DAY = 24 * 60 * MINUTE;

describe.each(ENGINES)('signing in, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;
  beforeAll(async () => void (api = await openApi(engine, { clock })));
  afterAll(() => api.close());

  const card = (json: object, cookie?: string) => api.request('/api/sign-in/card', { json, cookie });
  const meOf = async (cookie: string) => (await api.request('/api/me', { cookie })).status;

  test('a card and its PIN give a cookie that knows who it is', async () => {
    const answer = await card(PATRON);
    expect(answer.status).toBe(204);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^quietroom=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);

    const me = await api.request('/api/me', { cookie: cookiesOf(answer) });
    expect(await me.json()).toEqual({
      id: 'patron-1',
      name: { en: 'Vida Zupan', sl: 'Vida Zupan' },
      role: 'patron',
      locale: 'sl',
      branch: 'main',
    });
  });

  test('digits of Persian and Arabic keyboards and spaces are folded', async () => {
    expect((await card({ card: ' ۲۹۰۰ ۰۰۰۱', pin: '٤٨٢١ ' })).status).toBe(204);
  });

  test('whatever is wrong, the answer is the same', async () => {
    const wrong = [
      card({ card: PATRON.card, pin: '0000' }),
      card({ card: '11111111', pin: '0000' }),
      api.request('/api/sign-in/password', { json: { name: 'admin-1', password: 'wrong' } }),
      api.request('/api/sign-in/password', { json: { name: 'nobody', password: 'wrong' } }),
      api.request('/api/sign-in/password', { json: { name: 'patron-1', password: PATRON.pin } }),
    ];
    const answers = await Promise.all(
      wrong.map(async (answer) => [(await answer).status, await (await answer).text()]),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]![0]).toBe(401);
  });

  test('staff: a stricter cookie, twelve hours, and idle for a quarter of an hour at most for counsellors', async () => {
    const answer = await api.request('/api/sign-in/password', {
      json: { name: 'counsellor-1', password: 'demo-counsellor-main' },
    });
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=43200; Path=/; HttpOnly; SameSite=Strict');
    const cookie = cookiesOf(answer);

    now += 14 * MINUTE;
    expect(await meOf(cookie)).toBe(200);
    now += 14 * MINUTE;
    expect(await meOf(cookie)).toBe(200);
    now += 15 * MINUTE;
    expect(await meOf(cookie)).toBe(401);
  });

  test('a shared device: a cookie until the browser closes, no lasting token, half an hour idle', async () => {
    const answer = await card({ ...PATRON, sharedDevice: true });
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(answer.headers.getSetCookie()[0]).not.toContain('Max-Age');

    const cookie = cookiesOf(answer);
    now += 29 * MINUTE;
    expect(await meOf(cookie)).toBe(200);
    now += 31 * MINUTE;
    expect(await meOf(cookie)).toBe(401);
  });

  test('a patron stays signed in for thirty days and not a minute longer', async () => {
    const cookie = await api.signInCard();
    now += 30 * DAY - MINUTE;
    expect(await meOf(cookie)).toBe(200);
    now += MINUTE;
    expect(await meOf(cookie)).toBe(401);
  });

  test('a sign-out kills the cookie at once, in another process too', async () => {
    const other = await openApi(engine, { place: api.place, clock });
    const cookie = await api.signInCard();
    expect((await other.request('/api/me', { cookie })).status).toBe(200);

    const out = await api.request('/api/sign-out', { method: 'POST', cookie });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await other.request('/api/me', { cookie })).status).toBe(401);
    expect(await problemOf(await api.request('/api/sign-out', { method: 'POST', cookie }))).toBe('401 not_signed_in');
    await other.close();
  });

  test('signing in anew ends the sign-in that the browser had', async () => {
    const former = await api.signInCard();
    const answer = await card(PATRON, former);
    expect(await meOf(former)).toBe(401);
    expect(await meOf(cookiesOf(answer))).toBe(200);
  });

  test.each(['quietroom=', 'quietroom=short', `quietroom=${'A'.repeat(43)}`, `other=${'A'.repeat(43)}`])(
    'the cookie %s is nobody',
    async (cookie) => expect(await meOf(cookie)).toBe(401),
  );

  test('behind TLS the cookie is Secure and bound to its host', async () => {
    const secure = await openApi(engine, { place: api.place, clock, app: { tls: true } });
    const answer = await secure.request('/api/sign-in/card', { json: PATRON });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-quietroom=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await secure.request('/api/me', { cookie: cookiesOf(answer) })).status).toBe(200);
    await secure.close();
  });
});
