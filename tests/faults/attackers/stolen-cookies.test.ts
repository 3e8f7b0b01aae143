import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, PATRON, type TestApi } from '../../support/api.ts';
import { codeAt, setUpAuthenticatorAs } from '../../support/authenticator.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { hired, PASSWORD } from '../../support/invitations.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const DAY = 24 * 60 * MINUTE;

/** A sign-in whose cookie somebody else has copied, and what its owner, or an administrator, does then. */
interface Theft {
  what: string;
  /** @returns the cookie that was copied */
  begin(): Promise<string>;
  end(cookie: string): Promise<unknown>;
}

describe.each(ENGINES)('a copied cookie, replayed, on $engine', ({ engine }) => {
  /** Two processes on one database: what is done at one counts at the other. */
  let here: TestApi;
  let there: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;
  beforeAll(async () => {
    here = await openApi(engine, { clock });
    there = await openApi(engine, { clock, place: here.place });
  });
  afterAll(async () => {
    await there.close();
    await here.close();
  });
  beforeEach(() => void (now += 2 * DAY));

  let person = '';
  let keys = 0;
  const post = async (cookie: string, path: string, json: object = {}) => {
    const answer = await here.request(`/api/${path}`, { json, cookie, key: `k${++keys}` });
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const admin = async (path: string, json?: object) => post((await signInAs(here, 'admin-1')).cookie, path, json);
  const hire = async () => {
    const desk = await hired(here, { role: 'desk', branch: 'main' });
    person = desk.person;
    return desk.cookie;
  };
  const grantOf = async (role: string) => {
    const [row] = await rowsOf<{ id: string }>(
      here,
      `select id from role_grant where person = '${person}' and role = '${role}'`,
    );
    return row!.id;
  };

  const THEFTS: Theft[] = [
    { what: 'signed out', begin: () => here.signInCard(), end: (cookie) => post(cookie, 'sign-out') },
    {
      what: 'signed in anew in the same browser',
      begin: () => here.signInCard(),
      end: (cookie) => here.request('/api/sign-in/card', { json: PATRON, cookie }),
    },
    {
      what: 'ended from elsewhere',
      begin: () => here.signInCard(),
      end: async () => post(await here.signInCard(), 'me/sign-ins/end-others'),
    },
    { what: 'disabled', begin: hire, end: () => admin(`staff/${person}/disable`) },
    { what: 'let in anew', begin: hire, end: () => admin(`staff/${person}/new-way-in`) },
    { what: 'given a role', begin: hire, end: () => admin(`staff/${person}/grants`, { role: 'auditor' }) },
    {
      what: 'deprived of a role',
      begin: async () => {
        await hire();
        await admin(`staff/${person}/grants`, { role: 'auditor' });
        return here.signInPassword(person, PASSWORD);
      },
      end: async () => admin(`staff/${person}/grants/${await grantOf('desk')}/remove`),
    },
    {
      what: 'given another password elsewhere',
      begin: hire,
      end: async () => {
        const elsewhere = await here.signInPassword(person, PASSWORD);
        return post(elsewhere, 'me/password', { current: PASSWORD, next: 'eleven pale autumn roofs' });
      },
    },
    {
      what: 'given a second factor elsewhere',
      begin: hire,
      end: async () => setUpAuthenticatorAs(here, await here.signInPassword(person, PASSWORD), now),
    },
  ];

  test.each(THEFTS)('$what: refused at the other process within a second', async ({ begin, end }) => {
    const cookie = await begin();
    const asked = async (at: TestApi) => (await at.request('/api/me', { cookie })).status;
    // A control, too: until then it is worth as much as the owner's.
    expect([await asked(here), await asked(there)]).toEqual([200, 200]);

    await end(cookie);
    const ended = performance.now();
    expect([await asked(there), await asked(here)]).toEqual([401, 401]);
    expect(performance.now() - ended).toBeLessThan(1_000);
    const changing = await there.request('/api/sign-out', { json: {}, cookie });
    expect(changing.status).toBe(401);
  });

  test('of the step between two factors: it signs nobody in, and opens once', async () => {
    const cookie = await hire();
    const { secret } = await setUpAuthenticatorAs(here, cookie, now);
    now += MINUTE;
    const json = { name: person, password: PASSWORD };
    const step = cookiesOf(await here.request('/api/sign-in/password', { json }));
    expect((await there.request('/api/me', { cookie: step })).status).toBe(401);

    const show = (at: TestApi) =>
      at.request('/api/sign-in/second-factor', { json: { code: codeAt(secret, now) }, cookie: step });
    expect((await show(here)).status).toBe(204);
    now += MINUTE;
    expect((await show(there)).status).toBe(401);
  });

  test('altered by a letter, run out, or made up: worth nothing', async () => {
    const cookie = (await here.signInCard()).split(';')[0]!;
    const asked = async (tried: string) => (await there.request('/api/me', { cookie: tried })).status;
    const altered = cookie.slice(0, -2) + (cookie.at(-2) === 'A' ? 'B' : 'A') + cookie.at(-1);
    expect([await asked(cookie), await asked(altered), await asked(`quietroom=${'A'.repeat(43)}`)]).toEqual([
      200, 401, 401,
    ]);
    now += 31 * DAY;
    expect(await asked(cookie)).toBe(401);
  });
});
