import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, problemOf, type Asked, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLetters, otherThan, type KeptLetters } from '../../support/kept-letters.ts';

interface Own {
  id: string;
  kind: string;
  masked: string;
  opens: boolean;
}

describe.each(ENGINES)('A9 own contacts, on $engine', ({ engine }) => {
  let api: TestApi;
  let kept: KeptLetters;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => {
    kept = keepLetters();
    api = await openApi(engine, { clock: () => now, app: { outlets: kept.outlets } });
  });
  afterAll(() => api.close());
  beforeEach(() => void (now += 2 * 24 * 60 * MINUTE));

  const start = async () => cookiesOf(await api.request('/api/sign-up', { json: { branch: 'main', locale: 'en' } }));
  const listOf = async (cookie: string) =>
    ((await (await api.request('/api/me/contacts', { cookie })).json()) as { contacts: Own[] }).contacts;
  const begin = (cookie: string, contact: string) =>
    api.request('/api/me/contacts', { cookie, json: { contact, locale: 'en' } });
  const check = (cookie: string, code: string) => api.request('/api/me/contacts/check', { cookie, json: { code } });
  const remove = (cookie: string, id: string) => api.request(`/api/me/contacts/${id}`, { cookie, method: 'DELETE' });
  const add = async (cookie: string, contact: string, to = contact): Promise<Own> => {
    const asked = await begin(cookie, contact);
    const answer = await check(`${cookie}; ${cookiesOf(asked)}`, kept.codeTo(to));
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { contact: Own }).contact;
  };
  const signInBy = async (contact: string): Promise<string> => {
    const asked = await api.request('/api/sign-in/code', { json: { contact, locale: 'en' } });
    const json = { code: kept.codeTo(contact) };
    return cookiesOf(await api.request('/api/sign-in/code/check', { json, cookie: cookiesOf(asked) }));
  };
  const idOf = async (cookie: string) =>
    ((await (await api.request('/api/me', { cookie })).json()) as { id: string }).id;

  test('one is added by its code, reads back masked, and signs in from then on', async () => {
    const cookie = await start();
    expect(await listOf(cookie)).toEqual([]);
    const added = await add(cookie, 'ada@home.example');
    expect(added).toEqual({ id: added.id, kind: 'email', masked: 'a•••@home.example', opens: true });
    const phone = await add(cookie, '041 123 456', '+38641123456');
    expect(phone.masked).toBe('+386 ••• 56');
    expect(await listOf(cookie)).toEqual([added, phone]);
    expect(await idOf(await signInBy('ada@home.example'))).toBe(await idOf(cookie));
  });

  test('nothing is added by a wrong code, in another browser, by somebody else or twice', async () => {
    const cookie = await start();
    const step = cookiesOf(await begin(cookie, 'bea@home.example'));
    const code = kept.codeTo('bea@home.example');
    const stranger = await start();
    expect((await check(`${cookie}; ${step}`, otherThan(code))).status).toBe(401);
    expect((await check(cookie, code)).status).toBe(401);
    expect((await check(`${stranger}; ${step}`, code)).status).toBe(401);
    expect((await api.request('/api/sign-in/code/check', { json: { code }, cookie: step })).status).toBe(401);
    expect(await listOf(cookie)).toEqual([]);

    const added = await add(cookie, 'bea@home.example');
    now += 10 * MINUTE;
    expect(await add(cookie, 'bea@home.example')).toEqual(added);
    expect(await listOf(cookie)).toHaveLength(1);
  });

  test('one that somebody else signs in with is for messages only, and goes on opening theirs', async () => {
    const family = 'family@home.example';
    const first = await start();
    await add(first, family);
    now += 60 * MINUTE;
    const second = await start();
    expect(await add(second, family)).toMatchObject({ opens: false });
    expect(await idOf(await signInBy(family))).toBe(await idOf(first));
  });

  test('the last way to sign in stays, and says so; with another it goes', async () => {
    const cookie = await signInBy('cleo@home.example');
    const [only] = await listOf(cookie);
    expect(await problemOf(await remove(cookie, only!.id))).toBe('409 last_way_in');

    const second = await add(cookie, 'cleo@work.example');
    expect((await remove(cookie, only!.id)).status).toBe(204);
    expect(await problemOf(await remove(cookie, second.id))).toBe('409 last_way_in');
    expect(await idOf(await signInBy('cleo@home.example'))).not.toBe(await idOf(cookie));
  });

  test('of two removed at once one stays', async () => {
    const cookie = await signInBy('dora@home.example');
    await add(cookie, 'dora@work.example');
    const answers = await Promise.all((await listOf(cookie)).map(({ id }) => remove(cookie, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await listOf(cookie)).toHaveLength(1);
  });

  test('who has a card may remove all of them', async () => {
    const cookie = await start();
    const added = await add(cookie, 'eva@home.example');
    expect((await remove(cookie, added.id)).status).toBe(204);
    expect(await problemOf(await remove(cookie, added.id))).toBe('404 not_found');
  });

  test('somebody else’s is not there, and staff have none here', async () => {
    const owner = await start();
    const added = await add(owner, 'fay@home.example');
    const stranger = await start();
    const absent = await remove(stranger, '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11');
    const foreign = await remove(stranger, added.id);
    expect([foreign.status, await foreign.text()]).toEqual([absent.status, await absent.text()]);
    expect(await listOf(owner)).toHaveLength(1);

    const admin = await api.signInPassword('admin-1', 'correct horse battery staple').catch(() => undefined);
    const asked: Asked[] = [{}, { json: { contact: 'a@b.example', locale: 'en' } }];
    for (const one of asked) {
      expect((await api.request('/api/me/contacts', one)).status).toBe(401);
      if (admin) expect((await api.request('/api/me/contacts', { ...one, cookie: admin })).status).toBe(403);
    }
  });

  test('F4 long after signing in none is added or removed by whoever finds the screen open', async () => {
    const cookie = await start();
    const added = await add(cookie, 'hana@home.example');
    now += 15 * MINUTE;
    expect(await problemOf(await begin(cookie, 'other@home.example'))).toBe('403 sign_in_again');
    expect(await problemOf(await remove(cookie, added.id))).toBe('403 sign_in_again');
    expect(await listOf(cookie)).toEqual([added]);
  });

  test('six, and no more', async () => {
    const cookie = await start();
    for (let i = 0; i < 6; i++) await add(cookie, `g${i}@home.example`);
    const asked = await begin(cookie, 'g7@home.example');
    const answer = await check(`${cookie}; ${cookiesOf(asked)}`, kept.codeTo('g7@home.example'));
    expect(await answer.json()).toMatchObject({ code: 'invalid', faults: [{ path: 'contact', code: 'too_many' }] });
  });
});
