import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Passkeys } from '#contract/account/passkeys.ts';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, PATRON, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { answerByPasskey, makePasskey, type SoftPasskey } from '../../support/soft-passkey.ts';

const DAY = 24 * 60 * MINUTE;
const HERE = { origin: 'https://rooms.example.org', rpId: 'rooms.example.org' };
const headers = { 'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0' };

describe.each(ENGINES)('passkeys, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => {
    const app = { publicUrl: HERE.origin };
    api = await openApi(engine, { clock: () => now, requireSecondFactor: true, app });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now += 2 * DAY;
    await api.services.database.write((tx) => tx.run(raw('delete from passkey'), {}));
  });

  const post = (path: string, cookie?: string, json: object = {}) => api.request(path, { json, cookie, headers });
  const add = async (cookie: string, where: Parameters<typeof makePasskey>[1] = HERE, name = 'My phone') => {
    const begun = await post('/api/me/passkeys/options', cookie);
    expect(begun.status).toBe(200);
    const made = makePasskey((await begun.json()) as never, where);
    const answer = await post('/api/me/passkeys', `${cookie}; ${cookiesOf(begun)}`, {
      name,
      credential: made.credential,
    });
    return { answer, key: made.key };
  };
  const challenge = async () => {
    const begun = await post('/api/sign-in/passkey/options');
    return { step: cookiesOf(begun), options: (await begun.json()) as { challenge: string } };
  };
  const signIn = async (key: SoftPasskey, where: Parameters<typeof makePasskey>[1] = HERE, steps = 1) => {
    const { step, options } = await challenge();
    return post('/api/sign-in/passkey', step, { credential: answerByPasskey(options, key, where, steps) });
  };
  const listOf = async (cookie: string) =>
    ((await (await api.request('/api/me/passkeys', { cookie })).json()) as Passkeys).passkeys;

  test('F13 F14 a patron adds one and signs in without naming anybody', async () => {
    const cookie = await api.signInCard();
    const { answer, key } = await add(cookie);
    expect([answer.status, await answer.json()]).toEqual([
      201,
      { id: key.id, name: 'My phone', addedAt: expect.any(String) },
    ]);
    const { options } = await challenge();
    expect(options).not.toHaveProperty('allowCredentials.0');

    const signedIn = await signIn(key);
    expect(signedIn.status).toBe(204);
    const me = await api.request('/api/me', { cookie: cookiesOf(signedIn) });
    expect(await me.json()).toMatchObject({ id: 'patron-1' });
    expect((await listOf(cookie))[0]).toMatchObject({ name: 'My phone', lastUsedAt: expect.any(String) });
  });

  test('F14 it is both factors: staff who have one are asked for nothing more, and a password is a step', async () => {
    const cookie = await api.signInPassword('desk-1', 'demo-front-desk-main');
    const { key } = await add(cookie);
    const day = (with_: string) => api.request('/api/desk/day?branch=main&date=2026-11-23', { cookie: with_ });
    expect((await day(cookie)).status).toBe(200);
    expect((await day(cookiesOf(await signIn(key)))).status).toBe(200);
    const password = await post('/api/sign-in/password', undefined, {
      name: 'desk-1',
      password: 'demo-front-desk-main',
    });
    expect(await password.json()).toEqual({ next: 'second_factor', ways: ['passkey'] });
  });

  test('F14 for another address, without its owner, for another challenge, twice, or of nobody: told alike', async () => {
    const { key } = await add(await api.signInCard());
    const { key: stranger } = await add(await api.signInCard());
    await api.services.database.write((tx) => tx.run(raw(`delete from passkey where id = '${stranger.id}'`), {}));
    const { step, options } = await challenge();
    const { options: other } = await challenge();
    const wrong = [
      await signIn(key, { ...HERE, origin: 'https://rooms.example.net' }),
      await signIn(key, { ...HERE, rpId: 'example.net' }),
      await signIn(key, { ...HERE, verifiesOwner: false }),
      await signIn(stranger),
      await signIn({ ...key, privateKey: stranger.privateKey }),
      await signIn({ ...key, userHandle: stranger.id }),
      await post('/api/sign-in/passkey', step, { credential: answerByPasskey(other, key, HERE) }),
    ];
    const said = await Promise.all(wrong.map(async (one) => `${one.status} ${await one.text()}`));
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('sign_in_failed');

    const credential = answerByPasskey(options, key, HERE);
    expect((await post('/api/sign-in/passkey', step, { credential })).status).toBe(204);
    expect(await problemOf(await post('/api/sign-in/passkey', step, { credential }))).toBe('401 step_over');
    expect(await problemOf(await post('/api/sign-in/passkey', undefined, { credential }))).toBe('401 step_over');
  });

  test('F14 a counter that does not go on belongs to a copy; a device that does not count says nothing', async () => {
    const { key } = await add(await api.signInCard());
    expect((await signIn(key, HERE, 0)).status).toBe(204);
    expect((await signIn(key, HERE, 5)).status).toBe(204);
    const copy = { ...key, counter: 2 };
    expect(await problemOf(await signIn(copy))).toBe('401 sign_in_failed');
    expect(await problemOf(await signIn(key, HERE, 0))).toBe('401 sign_in_failed');
    expect((await signIn(key)).status).toBe(204);
    const told = await api.services.database.reader.rows(
      raw<{ n: number }>(`select 1 as n from audit where action = 'passkey.counter_behind'`),
      {},
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
  });

  test('F13 only in a fresh sign-in, with its owner verified, and once for each challenge', async () => {
    const cookie = await api.signInCard();
    expect(await problemOf((await add(cookie, { ...HERE, verifiesOwner: false })).answer)).toBe('422 invalid');
    expect(await problemOf((await add(cookie, { ...HERE, origin: 'https://rooms.example.net' })).answer)).toBe(
      '422 invalid',
    );
    const begun = await post('/api/me/passkeys/options', cookie);
    const { credential } = makePasskey((await begun.json()) as never, HERE);
    expect(await problemOf(await post('/api/me/passkeys', cookie, { name: 'x', credential }))).toBe('401 step_over');
    now += 15 * MINUTE;
    expect(await problemOf(await post('/api/me/passkeys/options', cookie))).toBe('403 sign_in_again');
  });

  test('F15 it is renamed and removed by its owner alone; others are signed out by it', async () => {
    const [cookie, other] = [await api.signInCard(PATRON.card, PATRON.pin), await api.signInCard()];
    const desk = await api.signInPassword('counsellor-1', 'demo-counsellor-main');
    const { key: theirs } = await add(desk);
    const { key } = await add(cookie);
    expect(await problemOf(await post(`/api/me/passkeys/${theirs.id}/remove`, cookie))).toBe('404 not_found');
    expect(await problemOf(await post(`/api/me/passkeys/${theirs.id}/name`, cookie, { name: 'x' }))).toBe(
      '404 not_found',
    );
    expect((await post(`/api/me/passkeys/${key.id}/name`, cookie, { name: 'Red phone' })).status).toBe(204);
    expect((await listOf(cookie)).map(({ name }) => name)).toEqual(['Red phone']);

    expect((await post(`/api/me/passkeys/${key.id}/remove`, cookie)).status).toBe(204);
    expect((await api.request('/api/me', { cookie: other })).status).toBe(401);
    expect(await problemOf(await signIn(key))).toBe('401 sign_in_failed');
    expect(await listOf(cookie)).toEqual([]);
  });

  test('F15 the last way in stays', async () => {
    const cookie = await api.signInCard();
    const { key } = await add(cookie);
    await api.services.database.write((tx) =>
      tx.run(raw(`update card set person = 'desk-1' where person = 'patron-1'`), {}),
    );
    expect(await problemOf(await post(`/api/me/passkeys/${key.id}/remove`, cookie))).toBe('409 last_way_in');
    expect((await signIn(key)).status).toBe(204);
    await api.services.database.write((tx) =>
      tx.run(raw(`update card set person = 'patron-1' where person = 'desk-1'`), {}),
    );
  });

  test('F16 challenges are counted by address, on every process, and apart from passwords and from others', async () => {
    const from = '198.51.100.77';
    const ask = (through = api, address = from) =>
      through.request('/api/sign-in/passkey/options', { json: {}, from: address });
    const answers = await Promise.all(Array.from({ length: 401 }, () => ask()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(400);
    const other = await openApi(engine, { clock: () => now, place: api.place });
    expect(await problemOf(await ask(other))).toBe('429 too_many_tries');
    await other.close();
    expect((await ask(api, '198.51.100.78')).status).toBe(200);
    const json = { name: 'desk-1', password: 'demo-front-desk-main' };
    expect((await api.request('/api/sign-in/password', { json, from })).status).toBe(204);
    now += 10 * MINUTE;
    expect((await ask()).status).toBe(200);
  });

  test('F13 what it is called stands nowhere in the open', async () => {
    await add(await api.signInCard(), HERE, 'Blue telephone');
    const [row] = await api.services.database.reader.rows(
      raw<{ name_sealed: Uint8Array }>('select * from passkey'),
      {},
    );
    expect(Buffer.from(row!.name_sealed).toString('latin1')).not.toContain('Blue');
  });
});
