import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { MINUTE } from '#domain/ids.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import { codeAt, setUpAuthenticatorAs } from '../../support/authenticator.ts';
import { ENGINES } from '../../support/engines.ts';

const DAY = 24 * 60 * MINUTE;
const FIRST = 'demo-front-desk-main';
const GOOD = 'seven quiet winter lamps';

describe.each(ENGINES)('another password, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;
  beforeEach(() => void (now += 2 * DAY));
  beforeAll(async () => void (api = await openApi(engine, { clock })));
  afterAll(() => api.close());

  const change = (cookie: string, json: object) => api.request('/api/me/password', { json, cookie });
  const faultsOf = async (answer: Response) => {
    expect(answer.status).toBe(422);
    return ((await answer.json()) as Problem).faults!.map(({ path, code }) => `${path} ${code}`);
  };
  const signIn = (password: string) => api.request('/api/sign-in/password', { json: { name: 'desk-1', password } });

  test('F11 needs the current one; F10 names what is wrong with the next', async () => {
    const cookie = await api.signInPassword('desk-1', FIRST);
    expect(await faultsOf(await change(cookie, { current: 'wrong', next: GOOD }))).toEqual(['current wrong_secret']);
    expect(await faultsOf(await change(cookie, { current: FIRST, next: 'elevensigns' }))).toEqual(['next too_small']);
    expect(await faultsOf(await change(cookie, { current: FIRST, next: 'password1234' }))).toEqual(['next common']);
    expect(await faultsOf(await change(cookie, { current: FIRST, next: 'TONE.GOLOB.2026' }))).toEqual([
      'next own_name',
    ]);
    expect((await signIn(FIRST)).status).toBe(204);
    expect((await signIn(GOOD)).status).toBe(401);
  });

  test('F11 a patron has none to change', async () => {
    const answer = await change(await api.signInCard(), { current: 'x', next: GOOD });
    expect(await problemOf(answer)).toBe('403 forbidden');
  });

  test('F11 whoever finds a screen open does not guess it', async () => {
    const cookie = await api.signInPassword('desk-1', FIRST);
    for (let i = 0; i < 10; i++) await change(cookie, { current: `guess ${i}`, next: GOOD });
    expect(await problemOf(await change(cookie, { current: FIRST, next: GOOD }))).toBe('429 too_many_tries');
    expect((await signIn(FIRST)).status).toBe(204);
  });

  test('F3 the new one counts, the old one no more, and others are signed out; F11 the factor is asked for too', async () => {
    const [other, here] = [await api.signInPassword('desk-1', FIRST), await api.signInPassword('desk-1', FIRST)];
    expect((await change(here, { current: FIRST, next: GOOD })).status).toBe(204);
    expect([(await signIn(FIRST)).status, (await signIn(GOOD)).status]).toEqual([401, 204]);
    expect((await api.request('/api/me', { cookie: other })).status).toBe(401);
    expect((await api.request('/api/me', { cookie: here })).status).toBe(200);

    const { secret } = await setUpAuthenticatorAs(api, here, now);
    now += MINUTE;
    const next = 'eight quiet winter lamps';
    expect(await faultsOf(await change(here, { current: GOOD, next }))).toEqual(['code missing']);
    expect(await faultsOf(await change(here, { current: GOOD, next, code: '000000' }))).toEqual(['code wrong_code']);
    expect((await change(here, { current: GOOD, next, code: codeAt(secret, now) })).status).toBe(204);
    expect((await signIn(next)).status).toBe(200);
  });
});
