import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Me } from '#contract/sign-in.ts';
import type { Problem } from '#contract/problem.ts';
import { MINUTE } from '#domain/ids.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { cookiesOf, openApi, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { accept, hired, invited, PASSWORD } from '../../support/invitations.ts';
import { raw } from '../../support/raw-statement.ts';

const DAY = 24 * 60 * MINUTE;
const WRONG = 'mT0c3gY0kqv5yQ1b8dJrE2xHn7aWfS9uPzLoKiVtBRs';

describe.each(ENGINES)('taking an invitation, on $engine', ({ engine }) => {
  let api: TestApi;
  /** Another process on the same database. */
  let other: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;
  beforeAll(async () => {
    api = await openApi(engine, { clock });
    other = await openApi(engine, { clock, place: api.place });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });
  beforeEach(() => void (now += 30 * MINUTE));

  const look = (token: string, from?: string) =>
    api.request('/api/invitations/look', { json: { token }, ...(from !== undefined && { from }) });
  const meOf = async (cookie: string, through = api) => (await through.request('/api/me', { cookie })).json();

  test('I4 shows what it is for, and the password makes the right and the sign-in', async () => {
    const { token, person } = await invited(api, { role: 'desk', branch: 'main', name: 'Ilse Ålund', locale: 'fi' });
    expect(await (await look(token)).json()).toEqual({ role: 'desk', branch: 'main', signInName: person });
    expect((await api.request('/api/sign-in/password', { json: { name: person, password: PASSWORD } })).status).toBe(
      401,
    );

    const answer = await accept(other, token);
    expect(answer.status).toBe(204);
    const me = (await meOf(cookiesOf(answer))) as Me;
    expect(me).toMatchObject({ id: person, role: 'desk', branch: 'main', locale: 'fi', name: { en: 'Ilse Ålund' } });
    await api.signInPassword(person, PASSWORD);
  });

  test('I4 nobody is anybody before it is taken, and only one of two takes it', async () => {
    const { token, person } = await invited(api, { role: 'counsellor', branch: 'main', counsellor: 'ana' });
    const answers = await Promise.all([accept(api, token), accept(other, token, 'eight quiet winter lamps')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    const grants = await api.services.database.reader.rows(
      raw<{ person: string }>('select person from role_grant where revoked_at is null'),
      {},
    );
    expect(grants.filter((grant) => grant.person === person)).toHaveLength(1);
  });

  test('I3 I4 wrong, used, revoked and run out are answered alike, to whoever looks and whoever takes', async () => {
    const [used, revoked, old, disabled] = await Promise.all([1, 2, 3, 4].map(() => invited(api)));
    await accept(api, used!.token);
    await api.services.database.write(async (tx) => {
      await tx.run(raw(`update invitation set revoked_at = 1 where id = '${revoked!.id}'`), {});
      await tx.run(raw(`update person set disabled_at = 1 where id = '${disabled!.person}'`), {});
    });
    now += 7 * DAY - MINUTE;
    expect((await look(old!.token)).status).toBe(200);
    now += 2 * MINUTE;

    const told = async (answer: Response) => [answer.status, await answer.text()];
    const tokens = [WRONG, used!.token, revoked!.token, old!.token, disabled!.token];
    const looks = await Promise.all(tokens.map(async (token) => told(await look(token))));
    const takes = await Promise.all(tokens.map(async (token) => told(await accept(api, token, 'short'))));
    expect(new Set(looks.map(String)).size).toBe(1);
    expect(new Set(takes.map(String)).size).toBe(1);
    expect([looks[0]![0], takes[0]![0]]).toEqual([404, 404]);
  });

  test('F10 a password that is tried first is refused, and the invitation is still there', async () => {
    const { token } = await invited(api, { name: 'Ilse Ahlundsson' });
    const faultOf = async (password: string) => {
      const answer = await accept(api, token, password);
      return ((await answer.json()) as Problem).faults;
    };
    expect(await faultOf('elevensigns')).toEqual([{ path: 'password', code: 'too_small' }]);
    expect(await faultOf('password1234')).toEqual([{ path: 'password', code: 'common' }]);
    expect(await faultOf('ilse.ahlundsson')).toEqual([{ path: 'password', code: 'own_name' }]);
    expect((await accept(api, token)).status).toBe(204);
  });

  test('I4 whoever tries secrets is stopped, others are not', async () => {
    const { token } = await invited(api);
    const from = '198.51.100.9';
    const tries = Array.from({ length: 401 }, () => look(WRONG.replace('m', String(Math.random())), from));
    expect((await Promise.all(tries)).some(({ status }) => status === 429)).toBe(true);
    expect(await problemOf(await look(token, from))).toBe('429 too_many_tries');
    expect((await look(token)).status).toBe(200);
  });

  test('I3 the secret stands nowhere: not in the database, the audit or the log', async () => {
    const { token, person } = await invited(api);
    await look(token);
    await accept(api, token);
    const rows = [
      ...(await api.services.database.reader.rows(raw('select * from invitation'), {})),
      ...(await api.services.database.reader.rows(raw('select * from audit'), {})),
    ];
    const text = JSON.stringify([rows, api.log]);
    expect([text.includes(token), text.includes(PASSWORD), text.includes('Alund')]).toEqual([false, false, false]);
    expect(text).toContain('invitation.accepted');
    expect(text).toContain(person);
  });

  test('I11 who never came is forgotten after thirty days, and nobody else', async () => {
    const abandoned = await invited(api, { name: 'Never Came' });
    const revoked = await invited(api);
    const taken = await hired(api);
    await api.services.database.write((tx) =>
      tx.run(raw(`update invitation set revoked_at = ${now} where id = '${revoked.id}'`), {}),
    );
    now += 20 * DAY;
    const open = await invited(api);
    const people = [abandoned, revoked, taken, open].map(({ person }) => person);
    const left = async () => {
      await sweepAll(api.services.database);
      const rows = await api.services.database.reader.rows(raw<{ id: string }>('select id from person'), {});
      return people.filter((person) => rows.some(({ id }) => id === person));
    };
    now += 10 * DAY - MINUTE;
    expect(await left()).toEqual(people);
    now += 2 * MINUTE;
    expect(await left()).toEqual([taken.person, open.person]);
    expect((await accept(api, abandoned.token)).status).toBe(404);
    expect((await api.request('/api/me', { cookie: taken.cookie })).status).not.toBe(500);
    const kept = await api.services.database.reader.rows(
      raw<{ action: string }>(`select action from audit where subject = '${abandoned.person}'`),
      {},
    );
    expect(kept.map(({ action }) => action)).toEqual(['invitation.made']);
  });
});
