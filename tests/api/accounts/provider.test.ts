import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OwnSignIns } from '#contract/account/own-sign-ins.ts';
import type { OwnProvider, ProviderAnswer, ProviderStep } from '#contract/account/provider.ts';
import type { SignInWays } from '#contract/sign-in.ts';
import { MINUTE } from '#domain/ids.ts';
import { wrappedKeyOf } from '../../../api/storage/stores/accounts/contact-store.ts';
import { insertIdentity } from '../../../api/storage/stores/accounts/outside-identity-store.ts';
import { insertPasskey } from '../../../api/storage/stores/accounts/passkey-store.ts';
import { setUpAuthenticatorAs } from '../../support/authenticator.ts';
import { cookiesOf, openApi, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { openProvider, type TestProvider } from '../../support/identity-provider.ts';
import { accept, invited } from '../../support/invitations.ts';
import { raw } from '../../support/raw-statement.ts';

const DAY = 24 * 60 * MINUTE;
const PUBLIC_URL = 'https://rooms.example.org';

describe.each(ENGINES)('signing in by the library’s own provider, on $engine', ({ engine }) => {
  let provider: TestProvider;
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => {
    provider = await openProvider(PUBLIC_URL);
    const app = { publicUrl: PUBLIC_URL, provider: provider.settings };
    api = await openApi(engine, { clock: () => now, app });
  });
  afterAll(async () => {
    await api.close();
    await provider.stop();
  });
  beforeEach(async () => {
    now += 2 * DAY;
    provider.says({});
    await api.services.database.write((tx) => tx.run(raw('delete from outside_identity'), {}));
  });

  const post = (path: string, cookie?: string, json: object = {}) => api.request(path, { json, cookie });
  const deskSignIn = () => api.signInPassword('desk-1', 'demo-front-desk-main');
  /** Sends a browser there. `cookie` is what it has from then on. */
  const begin = async (json: object = {}) => {
    const answer = await post('/api/sign-in/provider', undefined, json);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return { url: ((await answer.json()) as ProviderStep).url, cookie: cookiesOf(answer) };
  };
  const finish = (cookie: string | undefined, answer: ProviderAnswer) =>
    post('/api/sign-in/provider/finish', cookie, answer);
  const signIn = async (subject: string, json: object = {}) => {
    const { url, cookie } = await begin(json);
    return finish(cookie, await provider.signIn(url, subject));
  };
  const link = async (cookie: string, subject: string, by = cookie) => {
    const begun = await post('/api/me/provider/link', cookie);
    if (begun.status !== 200) return begun;
    const answer = await provider.signIn(((await begun.json()) as ProviderStep).url, subject);
    return post('/api/me/provider/link/finish', `${by}; ${cookiesOf(begun)}`, answer);
  };
  const ownOf = async (cookie: string) =>
    (await (await api.request('/api/me/provider', { cookie })).json()) as OwnProvider;

  test('I14 I15 linked once under Security, it opens the account from then on', async () => {
    const ways = (await (await api.request('/api/sign-in/ways')).json()) as SignInWays;
    expect(ways.provider).toEqual({ name: provider.settings.name });
    const cookie = await deskSignIn();
    expect(await ownOf(cookie)).toEqual({ provider: { name: provider.settings.name } });
    expect(await problemOf(await signIn('ilse@city.example'))).toBe('401 not_linked');

    expect((await link(cookie, 'ilse@city.example')).status).toBe(204);
    expect((await ownOf(cookie)).provider?.linkedAt).toBeDefined();
    expect(await problemOf(await link(cookie, 'another'))).toBe('409 wrong_state');

    const signedIn = await signIn('ilse@city.example');
    expect(signedIn.status).toBe(204);
    expect(signedIn.headers.getSetCookie().find((one) => one.startsWith('quietroom='))).toContain('SameSite=Strict');
    const own = cookiesOf(signedIn);
    expect(await (await api.request('/api/me', { cookie: own })).json()).toMatchObject({ id: 'desk-1', role: 'desk' });
    const { signIns } = (await (await api.request('/api/me/sign-ins', { cookie: own })).json()) as OwnSignIns;
    expect(signIns.find(({ current }) => current)?.method).toBe('oidc');
  });

  test('I14 nobody’s, a patron’s and a disabled person’s account there are told alike', async () => {
    const cookie = await api.signInPassword('counsellor-1', 'demo-counsellor-main');
    expect((await link(cookie, 'of-a-counsellor')).status).toBe(204);
    expect((await link(await deskSignIn(), 'of-a-patron')).status).toBe(204);
    const { database } = api.services;
    await database.write(async (tx) => {
      await tx.run(raw(`update outside_identity set person = 'patron-1' where person = 'desk-1'`), {});
      await tx.run(raw(`update person set disabled_at = 1 where id = 'counsellor-1'`), {});
    });
    const told = [];
    for (const subject of ['nobody', 'of-a-patron', 'of-a-counsellor']) {
      const answer = await signIn(subject);
      told.push([answer.status, [...answer.headers], await answer.text()]);
    }
    expect(told[0]![0]).toBe(401);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    await database.write((tx) => tx.run(raw(`update person set disabled_at = null where id = 'counsellor-1'`), {}));
    expect((await signIn('of-a-counsellor')).status).toBe(204);
  });

  test('I13 what another browser brings, what is brought again or too late opens nothing', async () => {
    await link(await deskSignIn(), 'ilse');
    const [mine, theirs] = [await begin(), await begin()];
    const answer = await provider.signIn(mine.url, 'ilse');
    expect(await problemOf(await finish(undefined, answer))).toBe('401 step_over');
    expect(await problemOf(await finish(theirs.cookie, answer))).toBe('401 step_over');
    // The control: the cookie is all that the other browser lacked. What it tried has used nothing up.
    expect((await finish(mine.cookie, answer)).status).toBe(204);
    expect(await problemOf(await finish(mine.cookie, answer))).toBe('401 step_over');

    const late = await provider.signIn(theirs.url, 'ilse');
    now += 10 * MINUTE;
    expect(await problemOf(await finish(theirs.cookie, late))).toBe('401 step_over');
  });

  test('I13 two at once with the same answer: one is signed in', async () => {
    await link(await deskSignIn(), 'ilse');
    const { url, cookie } = await begin();
    const answer = await provider.signIn(url, 'ilse');
    const answers = await Promise.all([finish(cookie, answer), finish(cookie, answer), finish(cookie, answer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401]);
  });

  test('I13 a code that was got elsewhere does not fit into one’s own step, nor one that was made up', async () => {
    await link(await deskSignIn(), 'ilse');
    const [mine, theirs] = [await begin(), await begin()];
    const { state } = await provider.signIn(mine.url, 'whoever');
    const stolen = await provider.signIn(theirs.url, 'ilse');
    expect(await problemOf(await finish(mine.cookie, { ...stolen, state }))).toBe('401 sign_in_failed');
    const again = await begin();
    const own = await provider.signIn(again.url, 'ilse');
    expect(await problemOf(await finish(again.cookie, { ...own, code: 'made-up' }))).toBe('401 sign_in_failed');
    expect(api.log.at(-1)).toEqual({
      level: 'warn',
      event: 'provider_failed',
      fault: 'token',
      faultCode: 'invalid_grant',
    });
    const third = await begin();
    const other = await provider.signIn(third.url, 'ilse');
    const answer = await finish(third.cookie, { ...other, iss: 'https://elsewhere.example' });
    expect(await problemOf(answer)).toBe('401 sign_in_failed');
  });

  test('I13 the address asks for PKCE, a nonce, and that people show anew who they are', async () => {
    const asked = Object.fromEntries(new URL((await begin()).url).searchParams);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', prompt: 'login', scope: 'openid', max_age: '600' });
    expect([asked['nonce'], asked['code_challenge'], asked['state']].every((one) => one!.length >= 43)).toBe(true);
    const [row] = await api.services.database.reader.rows(raw<{ state: string }>('select state from sign_in_step'), {});
    expect(row!.state).toBe('{"sharedDevice":false}');
  });

  test('I15 only in a fresh sign-in, by the one who began, and one account for one person', async () => {
    const cookie = await deskSignIn();
    const other = await api.signInPassword('counsellor-1', 'demo-counsellor-main');
    expect(await problemOf(await link(cookie, 'ilse', other))).toBe('401 step_over');
    expect((await link(cookie, 'ilse')).status).toBe(204);
    expect(await problemOf(await link(other, 'ilse'))).toBe('409 already_linked');
    // A step of signing in does not link, and one of linking does not sign in.
    const step = await begin();
    const answer = await provider.signIn(step.url, 'theirs');
    expect(await problemOf(await post('/api/me/provider/link/finish', `${other}; ${step.cookie}`, answer))).toBe(
      '401 step_over',
    );
    const late = await deskSignIn();
    now += 15 * MINUTE;
    expect(await problemOf(await link(late, 'anybody'))).toBe('403 sign_in_again');
    expect(await problemOf(await post('/api/me/provider/remove', late))).toBe('403 sign_in_again');
  });

  test('I15 removed, it opens nothing and others are signed out; the last way in stays', async () => {
    const [cookie, other] = [await deskSignIn(), await deskSignIn()];
    expect(await problemOf(await post('/api/me/provider/remove', cookie))).toBe('409 wrong_state');
    await link(cookie, 'ilse');
    expect((await post('/api/me/provider/remove', cookie)).status).toBe(204);
    expect((await api.request('/api/me', { cookie: other })).status).toBe(401);
    expect(await problemOf(await signIn('ilse'))).toBe('401 not_linked');
    const audited = await api.services.database.reader.rows(
      raw<{ action: string }>(`select action from audit where subject = 'desk-1' and action like 'provider.%'`),
      {},
    );
    expect(new Set(audited.map(({ action }) => action))).toEqual(new Set(['provider.linked', 'provider.unlinked']));
  });

  test('I15 its link and a passkey, the last two, taken away at once on two processes: one stays', async () => {
    const app = { publicUrl: PUBLIC_URL, provider: provider.settings };
    const other = await openApi(engine, { clock: () => now, place: api.place, app });
    const { database, keys, newId } = api.services;
    const { token, person } = await invited(api, { role: 'desk', branch: 'main' });
    const cookie = cookiesOf(await signIn('with-two-ways', { invitation: token }));
    const wrappedKey = (await wrappedKeyOf(database.reader, person))!;
    for (let round = 0; round < 8; round++) {
      const id = newId();
      const key = {
        id,
        person,
        wrappedKey,
        publicKey: new Uint8Array(32),
        counter: 0,
        transports: [],
        name: 'A phone',
      };
      await database.write(async (tx) => {
        await tx.run(raw(`delete from passkey where person = '${person}'`), {});
        await tx.run(raw(`delete from outside_identity where person = '${person}'`), {});
        await insertPasskey(tx, keys, key);
        await insertIdentity(tx, keys, { ...provider.settings, subject: 'with-two-ways', person });
      });
      const answers = await Promise.all([
        post('/api/me/provider/remove', cookie),
        other.request(`/api/me/passkeys/${id}/remove`, { json: {}, cookie }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    }
    await other.close();
  });

  test('I15 an invitation is taken by it: the right, the way in and the sign-in at once, and no password', async () => {
    const { token, person } = await invited(api, { role: 'desk', branch: 'main' });
    const answer = await signIn('new-at-the-desk', { invitation: token });
    expect(answer.status).toBe(204);
    const cookie = cookiesOf(answer);
    expect(await (await api.request('/api/me', { cookie })).json()).toMatchObject({ id: person, role: 'desk' });
    expect(await problemOf(await accept(api, token))).toBe('404 not_found');
    expect(await problemOf(await post('/api/me/provider/remove', cookie))).toBe('409 last_way_in');
    expect((await signIn('new-at-the-desk')).status).toBe(204);

    const second = await invited(api, { role: 'desk', branch: 'main' });
    const taken = await signIn('new-at-the-desk', { invitation: second.token });
    expect(await problemOf(taken)).toBe('409 already_linked');
    // Nothing of it has happened.
    expect((await accept(api, second.token)).status).toBe(204);
    const wrong = await post('/api/sign-in/provider', undefined, { invitation: 'A'.repeat(43) });
    expect(await problemOf(wrong)).toBe('404 not_found');
  });

  test('I16 it is one factor, unless the library says by which claim the provider tells of two', async () => {
    const cookie = await deskSignIn();
    await link(cookie, 'ilse');
    await setUpAuthenticatorAs(api, cookie, now);
    provider.says({ amr: ['pwd', 'mfa'], acr: 'two-factors' });
    const asked = { next: 'second_factor', ways: ['authenticator', 'recovery_code'] };
    expect(await (await signIn('ilse')).json()).toEqual(asked);

    for (const strongBy of [
      { claim: 'amr' as const, values: ['mfa', 'hwk'] },
      { claim: 'acr' as const, values: ['two-factors'] },
    ]) {
      const app = { publicUrl: PUBLIC_URL, provider: { ...provider.settings, strongBy } };
      const believing = await openApi(engine, { clock: () => now, place: api.place, app, requireSecondFactor: true });
      const through = async () => {
        const begun = await believing.request('/api/sign-in/provider', { json: {} });
        const { url } = (await begun.json()) as ProviderStep;
        const json = await provider.signIn(url, 'ilse');
        return believing.request('/api/sign-in/provider/finish', { json, cookie: cookiesOf(begun) });
      };
      provider.says({ amr: ['pwd', 'mfa'], acr: 'two-factors' });
      const strong = await through();
      expect(strong.status).toBe(204);
      const day = await believing.request('/api/desk/day?branch=main&date=2026-11-23', { cookie: cookiesOf(strong) });
      expect(day.status).toBe(200);
      provider.says({ amr: ['pwd'], acr: 'one-factor' });
      expect(await (await through()).json()).toEqual(asked);
      await believing.close();
    }
    await api.services.database.write((tx) => tx.run(raw('delete from authenticator'), {}));
  });

  test('I17 while it cannot be reached, that is said; other ways are open, and it is asked again', async () => {
    await link(await deskSignIn(), 'ilse');
    const { url, cookie } = await begin();
    const answer = await provider.signIn(url, 'ilse');
    await provider.stop();
    expect(await problemOf(await finish(cookie, answer))).toBe('503 provider_unreachable');

    const fresh = await openApi(engine, {
      clock: () => now,
      place: api.place,
      app: { publicUrl: PUBLIC_URL, provider: provider.settings },
    });
    const ask = () => fresh.request('/api/sign-in/provider', { json: {} });
    expect(await problemOf(await ask())).toBe('503 provider_unreachable');
    expect(fresh.log.at(-1)).toMatchObject({ event: 'provider_failed', fault: 'discovery', faultCode: 'ECONNREFUSED' });
    await fresh.signInPassword('desk-1', 'demo-front-desk-main');
    await provider.start();
    expect((await ask()).status).toBe(200);
    await fresh.close();
  });

  test('F16 steps are counted by address: whoever begins too many waits, and passwords are not counted with them', async () => {
    const from = '198.51.100.44';
    const ask = () => api.request('/api/sign-in/provider', { json: {}, from });
    const answers = await Promise.all(Array.from({ length: 401 }, ask));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    const other = await openApi(engine, { clock: () => now, place: api.place, app: { provider: provider.settings } });
    expect((await other.request('/api/sign-in/provider', { json: {}, from })).status).toBe(429);
    await other.close();
    const json = { name: 'desk-1', password: 'demo-front-desk-main' };
    expect((await api.request('/api/sign-in/password', { json, from })).status).toBe(204);
  });

  test('I14 the provider’s id of somebody stands nowhere in the open', async () => {
    await link(await deskSignIn(), 'canary@city.example');
    await signIn('canary@city.example');
    const tables = ['outside_identity', 'sign_in_step', 'sign_in', 'audit', 'throttle'];
    const rows = await Promise.all(
      tables.map((one) => api.services.database.reader.rows(raw(`select * from ${one}`), {})),
    );
    const bytes = (_name: string, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
    expect(JSON.stringify([rows, api.log], bytes)).not.toContain('canary');
  });
});
