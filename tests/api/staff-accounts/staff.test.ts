import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Invitations, MadeInvitation, Staff } from '#contract/account/staff.ts';
import { MINUTE } from '#domain/ids.ts';
import { keepLastSeen } from '../../../api/storage/stores/accounts/staff-store.ts';
import { sweepSignIns } from '../../../api/storage/stores/sign-in-store.ts';
import { cookiesOf, openApi, problemOf, smallNetwork, type TestApi } from '../../support/api.ts';
import { setUpAuthenticatorAs } from '../../support/authenticator.ts';
import { ENGINES } from '../../support/engines.ts';
import { accept, hired, PASSWORD } from '../../support/invitations.ts';
import { listen } from '../../support/live-listener.ts';
import { raw } from '../../support/raw-statement.ts';
import { grantedDevice } from '../../support/sealing-device.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const DAY = 24 * 60 * MINUTE;
const NOBODY = 'desk-00000';

/** Main, and another branch beside it. */
function twoBranches() {
  const file = smallNetwork();
  file.branches.push({ ...structuredClone(file.branches[0]!), id: 'annex', name: { en: 'Annex' } });
  return file;
}

describe.each(ENGINES)('people who work here, on $engine', ({ engine }) => {
  let api: TestApi;
  /** Another process on the same database. */
  let other: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  let admin: string;
  const clock = () => now;
  beforeAll(async () => {
    api = await openApi(engine, { clock, file: twoBranches() });
    other = await openApi(engine, { clock, place: api.place });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });
  beforeEach(async () => {
    now += DAY;
    admin = (await signInAs(api, 'admin-1')).cookie;
  });

  let keys = 0;
  const post = (cookie: string, path: string, json: object = {}) =>
    api.request(`/api/staff/${path}`, { json, cookie, key: `k${++keys}` });
  const staffOf = async (cookie: string) =>
    ((await (await api.request('/api/staff', { cookie })).json()) as Staff).people;
  const personOf = async (cookie: string, id: string) => (await staffOf(cookie)).find((one) => one.id === id);
  const invite = async (cookie: string, json: object) => {
    const answer = await post(cookie, 'invitations', { name: { en: 'Ilse Ålund' }, locale: 'en', ...json });
    return {
      status: answer.status,
      body: (await answer.json()) as MadeInvitation & { code?: string; faults?: object },
    };
  };
  const invitationsOf = async (cookie: string) =>
    ((await (await api.request('/api/staff/invitations', { cookie })).json()) as Invitations).invitations;
  const meOf = async (cookie: string, through = api) => (await through.request('/api/me', { cookie })).status;

  test('I5 only administrators; what they are told is a list of their own', async () => {
    for (const cookie of [await api.signInCard(), (await signInAs(api, 'desk-1')).cookie]) {
      const answers = await Promise.all([
        api.request('/api/staff', { cookie }),
        api.request('/api/staff/invitations', { cookie }),
        post(cookie, 'invitations', { role: 'auditor', name: { en: 'X' }, locale: 'en' }),
        post(cookie, 'desk-1/disable'),
        post(cookie, 'desk-1/new-way-in'),
        post(cookie, 'desk-1/grants', { role: 'auditor' }),
      ]);
      expect(await Promise.all(answers.map(problemOf))).toEqual(Array(6).fill('403 forbidden'));
    }
    const { person } = await hired(api, { role: 'desk', branch: 'main', name: 'Ilse Ålund' });
    expect(await personOf(admin, person)).toEqual({
      id: person,
      name: { en: 'Ilse Ålund' },
      roles: [{ id: expect.any(String), role: 'desk', branch: 'main' }],
      state: 'active',
      secondFactor: false,
      hasPassword: true,
      lastSeenOn: new Date(now).toISOString().slice(0, 10),
      whole: true,
      self: false,
    });
    expect((await personOf(admin, 'admin-1'))?.self).toBe(true);
    expect((await staffOf(admin)).some(({ roles }) => roles.length === 0)).toBe(false);
  });

  test('I5 a branch’s administrator sees and touches that branch; the rest is like nobody, byte for byte', async () => {
    const { cookie } = await hired(api, { role: 'admin', branch: 'main' });
    const foreign = await hired(api, { role: 'desk', branch: 'annex' });
    const both = await hired(api, { role: 'desk', branch: 'main' });
    await post(admin, `${both.person}/grants`, { role: 'desk', branch: 'annex' });

    const seen = await staffOf(cookie);
    expect(seen.flatMap(({ roles }) => roles).every(({ branch }) => branch === 'main')).toBe(true);
    expect(seen.map(({ id }) => id)).not.toContain(foreign.person);
    expect(seen.find(({ id }) => id === both.person)).toMatchObject({ whole: false, roles: [{ branch: 'main' }] });

    const said = async (id: string) => {
      const paths = ['disable', 'enable', 'new-way-in', 'grants/x/remove'];
      const answers = paths.map(async (path) => (await post(cookie, `${id}/${path}`)).text());
      return Promise.all([...answers, (await post(cookie, `${id}/grants`, { role: 'desk', branch: 'main' })).text()]);
    };
    const absent = await said(NOBODY);
    expect(absent[0]).toContain('not_found');
    for (const id of [foreign.person, 'admin-1']) expect(await said(id)).toEqual(absent);
    expect(await problemOf(await post(cookie, `${both.person}/disable`))).toBe('403 forbidden');
    expect(await problemOf(await post(cookie, `${both.person}/new-way-in`))).toBe('403 forbidden');
    expect((await personOf(admin, both.person))?.state).toBe('active');
  });

  test('I2 I5 whom each may invite, and for where', async () => {
    const { cookie } = await hired(api, { role: 'admin', branch: 'main' });
    for (const role of [{ role: 'desk' }, { role: 'admin' }, { role: 'counsellor', counsellor: 'ana' }]) {
      expect((await invite(cookie, { ...role, branch: 'main' })).status).toBe(201);
    }
    const [annex, moon] = [
      await invite(cookie, { role: 'desk', branch: 'annex' }),
      await invite(cookie, { role: 'desk', branch: 'moon' }),
    ];
    expect(annex).toEqual(moon);
    expect(annex.body.code).toBe('not_found');
    expect((await invite(cookie, { role: 'admin' })).body.code).toBe('forbidden');
    expect((await invite(cookie, { role: 'auditor' })).body.code).toBe('forbidden');
    expect((await invite(admin, { role: 'auditor' })).status).toBe(201);
    expect((await invite(admin, { role: 'admin' })).status).toBe(201);
    expect((await invite(admin, { role: 'patron' })).status).toBe(422);

    expect(new Set((await invitationsOf(cookie)).map(({ branch }) => branch))).toEqual(new Set(['main']));
    const hidden = (await invitationsOf(admin)).find(({ role }) => role === 'auditor')!;
    const answers = await Promise.all([hidden.id, 'x'].map((id) => post(cookie, `invitations/${id}/revoke`)));
    const [foreign, absent] = await Promise.all(answers.map((answer) => answer.text()));
    expect(foreign).toBe(absent);
  });

  test('I6 open, taken, revoked, expired; the same key tells the same link', async () => {
    const json = { role: 'desk', branch: 'main', name: { en: 'Ilse' }, locale: 'fi' };
    const twice = await Promise.all(
      [1, 2].map(async () => {
        const answer = await api.request('/api/staff/invitations', { json, cookie: admin, key: `once-${now}` });
        return answer.status === 201 ? ((await answer.json()) as MadeInvitation).token : 'twin';
      }),
    );
    const open = twice.find((token) => token !== 'twin')!;
    expect(twice.filter((token) => token !== 'twin' && token !== open)).toEqual([]);
    const taken = (await invite(admin, json)).body;
    const revoked = (await invite(admin, json)).body;
    await accept(api, taken.token);
    for (let i = 0; i < 2; i++) expect((await post(admin, `invitations/${revoked.id}/revoke`)).status).toBe(204);
    expect((await accept(api, revoked.token)).status).toBe(404);
    expect(await problemOf(await post(admin, `invitations/${taken.id}/revoke`))).toBe('409 wrong_state');

    const stateOf = async (id: string) => (await invitationsOf(admin)).find((one) => one.id === id)?.state;
    expect([await stateOf(taken.id), await stateOf(revoked.id)]).toEqual(['accepted', 'revoked']);
    const { id } = (await invitationsOf(admin)).find(({ state }) => state === 'open')!;
    now += 7 * DAY;
    expect(await stateOf(id)).toBe('expired');
    expect((await accept(api, open)).status).toBe(404);
    expect(JSON.stringify(await invitationsOf(admin))).not.toContain(open);
  });

  test('I7 who is disabled is out on another process at once, streams within a second, devices and invitations too', async () => {
    const boss = await hired(api, { role: 'admin', branch: 'main' });
    const desk = await hired(api, { role: 'desk', branch: 'main' });
    await grantedDevice(api, desk.cookie);
    const stream = await listen(other, desk.cookie);
    expect(await meOf(desk.cookie, other)).toBe(200);

    const began = performance.now();
    expect((await post(admin, `${desk.person}/disable`)).status).toBe(204);
    expect(await meOf(desk.cookie, other)).toBe(401);
    expect(await stream.over).toContain('event: ended');
    expect(performance.now() - began).toBeLessThan(1_500);
    const grants = await api.services.database.reader.rows(
      raw(`select id from device_grant where person = '${desk.person}' and revoked_at is null`),
      {},
    );
    expect(grants).toEqual([]);
    const signIn = { json: { name: desk.person, password: PASSWORD } };
    expect((await other.request('/api/sign-in/password', signIn)).status).toBe(401);
    expect((await personOf(admin, desk.person))?.state).toBe('disabled');

    const { body } = await invite(boss.cookie, { role: 'desk', branch: 'main' });
    await post(admin, `${boss.person}/disable`);
    expect((await accept(api, body.token)).status).toBe(404);

    expect((await post(admin, `${desk.person}/enable`)).status).toBe(204);
    expect(await meOf(desk.cookie)).toBe(401);
    expect((await api.request('/api/sign-in/password', signIn)).status).toBe(204);
  });

  test('I8 the last administrator of the network stays, also when two take the right from each other', async () => {
    const one = await hired(api);
    const two = await hired(other);
    for (const { id } of (await staffOf(admin)).filter(
      ({ roles: [role] }) => role!.role === 'admin' && !role!.branch,
    )) {
      if (![one.person, two.person, 'admin-1'].includes(id)) await post(admin, `${id}/disable`);
    }
    await post(one.cookie, 'admin-1/disable');

    const through = async (who: typeof one, target: typeof one, at: TestApi) =>
      at.request(`/api/staff/${target.person}/disable`, { method: 'POST', cookie: who.cookie });
    const answers = await Promise.all([through(one, two, api), through(two, one, other)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = (await meOf(one.cookie)) === 200 ? one : two;
    expect(await meOf(left.cookie)).toBe(200);

    expect(await problemOf(await post(left.cookie, `${left.person}/disable`))).toBe('409 last_admin');
    expect(await problemOf(await post(left.cookie, `${left.person}/new-way-in`))).toBe('409 last_admin');
    await post(left.cookie, `${left.person}/grants`, { role: 'desk', branch: 'main' });
    const again = (await signInAs(api, left.person)).cookie;
    const { id } = (await personOf(again, left.person))!.roles.find(({ role }) => role === 'admin')!;
    expect(await problemOf(await post(again, `${left.person}/grants/${id}/remove`))).toBe('409 last_admin');
    expect((await post(again, 'admin-1/enable')).status).toBe(204);
    expect((await post(again, `${left.person}/grants/${id}/remove`)).status).toBe(204);
    expect(await meOf(again)).toBe(401);
  });

  test('I9 a role more and a role less count at once, and the person signs in anew', async () => {
    const desk = await hired(api, { role: 'desk', branch: 'main' });
    const add = { role: 'desk', branch: 'annex' };
    for (let i = 0; i < 2; i++) expect((await post(admin, `${desk.person}/grants`, add)).status).toBe(204);
    expect(await meOf(desk.cookie, other)).toBe(401);
    const { roles } = (await personOf(admin, desk.person))!;
    expect(roles.map(({ branch }) => branch)).toEqual(['main', 'annex']);

    const again = await api.signInPassword(desk.person, PASSWORD);
    expect((await post(admin, `${desk.person}/grants/${roles[0]!.id}/remove`)).status).toBe(204);
    expect(await meOf(again, other)).toBe(401);
    const last = await post(admin, `${desk.person}/grants/${roles[1]!.id}/remove`);
    expect(await problemOf(last)).toBe('409 wrong_state');
    expect((await personOf(admin, desk.person))?.roles).toHaveLength(1);
  });

  test('I10 let in anew: nothing old opens, factors are gone, and the link lets them choose again', async () => {
    const desk = await hired(api, { role: 'desk', branch: 'main' });
    await setUpAuthenticatorAs(api, desk.cookie, now);
    expect((await personOf(admin, desk.person))?.secondFactor).toBe(true);
    now += MINUTE;

    const made = (await (await post(admin, `${desk.person}/new-way-in`)).json()) as MadeInvitation;
    expect(made.signInName).toBe(desk.person);
    expect(await meOf(desk.cookie, other)).toBe(401);
    const old = { json: { name: desk.person, password: PASSWORD } };
    expect((await api.request('/api/sign-in/password', old)).status).toBe(401);
    expect(await personOf(admin, desk.person)).toMatchObject({ state: 'waiting', secondFactor: false });

    const newer = (await (await post(admin, `${desk.person}/new-way-in`)).json()) as MadeInvitation;
    expect((await accept(api, made.token)).status).toBe(404);
    const answer = await accept(api, newer.token, 'eight quiet winter lamps');
    expect(answer.status).toBe(204);
    expect(await meOf(cookiesOf(answer))).toBe(200);
    expect((await personOf(admin, desk.person))?.roles).toHaveLength(1);
    await post(admin, `${desk.person}/disable`);
    expect(await problemOf(await post(admin, `${desk.person}/new-way-in`))).toBe('409 wrong_state');
  });

  test('I5 when somebody was last here outlives their sign-ins, by the day', async () => {
    const desk = await hired(api, { role: 'desk', branch: 'main' });
    const day = new Date(now).toISOString().slice(0, 10);
    now += 3 * DAY;
    await api.services.database.write(keepLastSeen);
    await api.services.database.write(sweepSignIns);
    admin = (await signInAs(api, 'admin-1')).cookie;
    expect((await personOf(admin, desk.person))?.lastSeenOn).toBe(day);
    const patrons = await api.services.database.reader.rows(
      raw(
        `select id from person where last_seen_at is not null and id not in (select person from role_grant where role <> 'patron')`,
      ),
      {},
    );
    expect(patrons).toEqual([]);
  });

  test('I6 I7 I9 I10 all of it is on record, without a name', async () => {
    const rows = await api.services.database.reader.rows(
      raw<{ action: string; facts: string; actor: string }>('select action, facts, actor from audit'),
      {},
    );
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of [
      'invitation.made',
      'invitation.accepted',
      'invitation.revoked',
      'staff.disabled',
      'staff.enabled',
      'staff.role_added',
      'staff.role_removed',
      'staff.way_in_renewed',
    ]) {
      expect(actions).toContain(action);
    }
    expect(JSON.stringify(rows)).not.toMatch(/Ilse|Ålund/);
  });
});
