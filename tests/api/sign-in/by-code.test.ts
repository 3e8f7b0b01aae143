import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, PATRON, problemOf, type TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { keepLetters, otherThan, type KeptLetters } from '../../support/kept-letters.ts';

const DAY = 24 * 60 * MINUTE;
const ADA = 'ada@home.example';
const PHONE = '+38641123456';

describe.each(ENGINES)('signing in by a code, on $engine', ({ engine }) => {
  let api: TestApi;
  let kept: KeptLetters;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;

  beforeAll(async () => {
    kept = keepLetters();
    api = await openApi(engine, { clock, app: { outlets: kept.outlets } });
  });
  afterAll(() => api.close());
  // Every window of a throttle is over by then.
  beforeEach(() => {
    now += 2 * DAY;
    kept.broken = false;
    kept.letters.length = 0;
  });

  const ask = (contact: string, more: { cookie?: string; from?: string; json?: object } = {}) =>
    api.request('/api/sign-in/code', { ...more, json: { contact, locale: 'en', ...more.json } });
  const check = (code: string, cookie?: string) => api.request('/api/sign-in/code/check', { json: { code }, cookie });
  const meOf = async (cookie: string) =>
    (await (await api.request('/api/me', { cookie })).json()) as { id: string; role: string; name: object };

  /** Asks and checks. @returns the cookies of the sign-in */
  const signIn = async (contact: string, to = contact): Promise<string> => {
    const asked = await ask(contact);
    const answer = await check(kept.codeTo(to), cookiesOf(asked));
    expect(answer.status).toBe(204);
    return cookiesOf(answer);
  };

  test('A2 a contact that is nobody’s becomes a patron without a name, and the same one the next time', async () => {
    const first = await meOf(await signIn(ADA));
    expect(first).toMatchObject({ role: 'patron', name: {}, locale: 'en', branch: 'main' });
    expect(await meOf(await signIn(' Ada@HOME.example '.trim(), ADA))).toEqual(first);
    expect(await meOf(await signIn('bob@home.example'))).not.toEqual(first);
  });

  test('A3 a number is read as one of the library’s country, in any digits', async () => {
    const me = await meOf(await signIn('041 123 456', PHONE));
    now += 2 * DAY;
    expect(await meOf(await signIn('۰۴۱۱۲۳۴۵۶', PHONE))).toEqual(me);
    expect(await problemOf(await ask('hello'))).toBe('422 invalid');
  });

  test('A1 the cookie of the step is the browser’s alone, and gone with the code', async () => {
    const asked = await ask(ADA);
    expect(asked.status).toBe(204);
    expect(asked.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^quietroom-step=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const answer = await check(kept.codeTo(ADA), cookiesOf(asked));
    const cookies = answer.headers.getSetCookie();
    expect(cookies.some((one) => one.startsWith('quietroom-step=; Max-Age=0'))).toBe(true);
    expect(cookies.some((one) => /^quietroom=[\w-]{43}; Max-Age=2592000/.test(one))).toBe(true);
  });

  test('A1 on a device that others use it lasts until the browser is closed', async () => {
    const asked = await ask(ADA, { json: { sharedDevice: true } });
    const cookies = (await check(kept.codeTo(ADA), cookiesOf(asked))).headers.getSetCookie();
    expect(cookies.find((one) => one.startsWith('quietroom='))).not.toContain('Max-Age');
    expect(cookies.some((one) => one.startsWith('quietroom-device'))).toBe(false);
  });

  test('A1 whatever is wrong, the answer is the same: browser, code, time, tries, a second use', async () => {
    const asked = await ask(ADA);
    const cookie = cookiesOf(asked);
    const code = kept.codeTo(ADA);
    const strangers = cookiesOf(await ask('eve@home.example'));

    const wrong = [await check(otherThan(code), cookie), await check(code), await check(code, strangers)];
    wrong.push(await check(code, `quietroom-step=${'A'.repeat(43)}`), await check('x', cookie));
    expect((await check(code, cookie)).status).toBe(204);
    wrong.push(await check(code, cookie));

    const late = cookiesOf(await ask(ADA));
    now += 10 * MINUTE;
    wrong.push(await check(kept.codeTo(ADA), late));

    const answers = await Promise.all(wrong.map(async (answer) => [answer.status, await answer.text()]));
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]![0]).toBe(401);
  });

  test('A1 it works until ten minutes are over', async () => {
    const cookie = cookiesOf(await ask(ADA));
    now += 10 * MINUTE - 1;
    expect((await check(kept.codeTo(ADA), cookie)).status).toBe(204);
  });

  test('A1 five tries, and the right one after them is one too many', async () => {
    const cookie = cookiesOf(await ask(ADA));
    const code = kept.codeTo(ADA);
    for (let i = 0; i < 4; i++) expect((await check(otherThan(code), cookie)).status).toBe(401);
    expect((await check(code, cookie)).status).toBe(204);

    now += 2 * DAY;
    const other = cookiesOf(await ask(ADA));
    for (let i = 0; i < 5; i++) await check('00', other);
    expect((await check(kept.codeTo(ADA), other)).status).toBe(401);
  });

  test('A1 of many at once one alone gets in, and guesses at once are counted each', async () => {
    const cookie = cookiesOf(await ask(ADA));
    const code = kept.codeTo(ADA);
    const answers = await Promise.all(Array.from({ length: 5 }, () => check(code, cookie)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401]);

    const other = cookiesOf(await ask('eve@home.example'));
    await Promise.all(Array.from({ length: 12 }, () => check('00', other)));
    expect((await check(kept.codeTo('eve@home.example'), other)).status).toBe(401);
  });

  test('A1 only the newest code of a browser works; another browser’s goes on', async () => {
    const first = await ask(ADA);
    const firstCode = kept.codeTo(ADA);
    now += MINUTE;
    const elsewhere = cookiesOf(await ask(ADA));
    const elsewhereCode = kept.codeTo(ADA);
    const second = await ask(ADA, { cookie: cookiesOf(first) });
    expect((await check(firstCode, cookiesOf(first))).status).toBe(401);
    expect((await check(kept.codeTo(ADA), cookiesOf(second))).status).toBe(204);
    expect((await check(elsewhereCode, elsewhere)).status).toBe(204);
  });

  test('A2 two browsers that prove the same new contact at once are one patron', async () => {
    const contact = 'twins@home.example';
    const steps = [];
    for (let i = 0; i < 2; i++) steps.push({ cookie: cookiesOf(await ask(contact)), code: kept.codeTo(contact) });
    const answers = await Promise.all(steps.map(({ code, cookie }) => check(code, cookie)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const [one, two] = await Promise.all(answers.map((answer) => meOf(cookiesOf(answer))));
    expect(one!.id).toBe(two!.id);
  });

  test('A5 the message is in the language of the screen and says nothing but the code', async () => {
    await ask('041 123 456', { json: { locale: 'fa' } });
    expect(kept.letters).toMatchObject([{ to: PHONE, text: expect.stringContaining('کد شما') as string }]);
    expect(kept.letters[0]!.text).not.toMatch(/quietroom|http/i);
  });

  test('A6 the sixth in an hour and the eleventh in a day are not sent, and the answer does not say so', async () => {
    const answers: Response[] = [];
    for (let i = 0; i < 7; i++) answers.push(await ask(ADA));
    expect(kept.letters).toHaveLength(5);
    for (let hour = 0; hour < 3; hour++) {
      now += 60 * MINUTE;
      for (let i = 0; i < 4; i++) answers.push(await ask(ADA));
    }
    expect(kept.letters).toHaveLength(10);
    expect(answers.every(({ status }) => status === 204)).toBe(true);
    const shapes = answers.map((answer) => answer.headers.getSetCookie().map((one) => one.replace(/=[\w-]{43}/, '=')));
    expect(new Set(shapes.map(String)).size).toBe(1);
    // Somebody else’s phone is not the worse for it.
    await ask('bob@home.example');
    expect(kept.letters.at(-1)!.to).toBe('bob@home.example');
  });

  test('A6 a stranger’s asking keeps nobody out on a device of theirs', async () => {
    const device = await signIn(ADA);
    for (let i = 0; i < 6; i++) await ask(ADA, { from: '198.51.100.7' });
    const before = kept.letters.length;
    const asked = await ask(ADA, { cookie: device });
    expect(kept.letters).toHaveLength(before + 1);
    expect((await check(kept.codeTo(ADA), cookiesOf(asked))).status).toBe(204);
  });

  test('A6 the same browser waits a minute, and is told how long', async () => {
    const cookie = cookiesOf(await ask(ADA));
    now += 20_000;
    const soon = await ask(ADA, { cookie });
    expect([soon.headers.get('retry-after'), await problemOf(soon)]).toEqual(['40', '429 too_many_tries']);
    // A slip of the finger in the address is put right at once.
    expect((await ask('ada@home.exampel', { cookie })).status).toBe(204);
    now += 40_000;
    expect((await ask(ADA, { cookie })).status).toBe(204);
  });

  test('A6 one address asks for so many in an hour, whoever they are for; another goes on', async () => {
    const statuses = [];
    for (let i = 0; i < 122; i++) statuses.push((await ask(`a${i}@home.example`, { from: '198.51.100.9' })).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(120);
    expect(kept.letters).toHaveLength(120);
    expect((await ask(ADA, { from: '198.51.100.10' })).status).toBe(204);
  });

  test('A7 a code opens no sign-in of somebody who works here', async () => {
    const contact = 'works@home.example';
    const { id } = await meOf(await signIn(contact));
    const grants = `insert into role_grant (id, person, role, branch, granted_at) values ('g', '${id}', 'desk', 'main', 1)`;
    await api.services.database.write((tx) => tx.run(raw(grants), {}));
    const cookie = cookiesOf(await ask(contact));
    expect(await problemOf(await check(kept.codeTo(contact), cookie))).toBe('401 sign_in_failed');
  });

  test('A7 nor of somebody who was disabled, and makes nobody new in their place', async () => {
    const contact = 'gone@home.example';
    const { id } = await meOf(await signIn(contact));
    await api.services.database.write((tx) => tx.run(raw(`update person set disabled_at = 1 where id = '${id}'`), {}));
    const cookie = cookiesOf(await ask(contact));
    expect((await check(kept.codeTo(contact), cookie)).status).toBe(401);
  });

  test('A4 what is not set up is not offered and not taken', async () => {
    const { email } = kept.outlets;
    const mailOnly = await openApi(engine, { place: api.place, clock, app: { outlets: { email } } });
    const nothing = await openApi(engine, { place: api.place, clock });
    const waysOf = async (at: TestApi) => (await (await at.request('/api/sign-in/ways')).json()) as object;
    expect(await waysOf(api)).toMatchObject({ card: true, codeBy: ['phone', 'email'], signUp: true });
    expect(await waysOf(mailOnly)).toMatchObject({ codeBy: ['email'] });
    expect(await waysOf(nothing)).toMatchObject({ card: true, codeBy: [] });
    const refused = await mailOnly.request('/api/sign-in/code', { json: { contact: PHONE, locale: 'en' } });
    expect(await refused.json()).toMatchObject({
      code: 'invalid',
      faults: [{ path: 'contact', code: 'not_reachable' }],
    });
    await mailOnly.close();
    await nothing.close();
  });

  test('an outlet that is down changes no answer, and the log says which code it had', async () => {
    kept.broken = true;
    expect((await ask(ADA)).status).toBe(204);
    await expect
      .poll(() => api.log.at(-1))
      .toMatchObject({ event: 'not_sent', fault: 'email', faultCode: 'gateway_503' });
  });

  test('neither contact nor code stands in an answer, the log or the database', async () => {
    const contact = 'canary-7391@home.example';
    const asked = await ask(contact);
    const code = kept.codeTo(contact);
    const steps = await rowsOf(api, 'select * from sign_in_step');
    const answer = await check(code, cookiesOf(asked));
    const me = await (await api.request('/api/me', { cookie: cookiesOf(answer) })).text();
    const contacts = await (await api.request('/api/me/contacts', { cookie: cookiesOf(answer) })).text();
    const kinds = ['contact', 'person', 'audit', 'throttle', 'known_device', 'sign_in'];
    const rows = await Promise.all(kinds.map((table) => rowsOf(api, `select * from ${table}`)));

    const told = `${me}${contacts}${JSON.stringify(api.log)}${textOf([steps, ...rows])}`;
    expect(told).not.toContain('canary-7391');
    expect(told).not.toContain(code);
    expect(contacts).toContain('c•••@home.example');
  });

  test('a card goes on as before', async () => {
    expect((await api.request('/api/sign-in/card', { json: PATRON })).status).toBe(204);
  });
});

/** Bytes too, read as text. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    const bytes = one as { type?: string; data?: number[] } | Uint8Array;
    if (bytes instanceof Uint8Array) return Buffer.from(bytes).toString('latin1');
    return bytes?.type === 'Buffer' && bytes.data ? Buffer.from(bytes.data).toString('latin1') : one;
  });
}
