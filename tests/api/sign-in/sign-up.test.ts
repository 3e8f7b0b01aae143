import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { cookiesOf, openApi, problemOf, type TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

describe.each(ENGINES)('A8 a first visit with neither card nor contact, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => void (api = await openApi(engine, { clock: () => now })));
  afterAll(() => api.close());
  beforeEach(() => void (now += 60 * MINUTE));

  const start = (json: object = {}, from?: string) =>
    api.request('/api/sign-up', {
      json: { branch: 'main', locale: 'sl', ...json },
      ...(from !== undefined && { from }),
    });
  const cardOf = async (answer: Response) =>
    ((await answer.json()) as { codeCard: { card: string; pin: string } }).codeCard;

  test('one is signed in at once, and by the card later; nothing else was asked', async () => {
    const answer = await start({ alias: ' Heron ' });
    expect(answer.status).toBe(201);
    const cookie = cookiesOf(answer);
    const codeCard = await cardOf(answer);
    expect(codeCard).toEqual({
      card: expect.stringMatching(/^8\d{3} \d{4} \d{4}$/) as string,
      pin: expect.stringMatching(/^\d{6}$/) as string,
    });

    const me = await (await api.request('/api/me', { cookie })).json();
    expect(me).toMatchObject({ role: 'patron', name: {}, alias: 'Heron', locale: 'sl', branch: 'main' });
    const later = await api.signInCard(codeCard.card, codeCard.pin);
    expect(await (await api.request('/api/me', { cookie: later })).json()).toEqual(me);
  });

  test('number and PIN are kept as other cards are: neither stands in the database or the log', async () => {
    const { card, pin } = await cardOf(await start());
    const rows = await rowsOf(api, 'select * from card');
    const told = JSON.stringify([rows, await rowsOf(api, 'select * from audit'), api.log]);
    expect(told).not.toContain(card.replaceAll(' ', ''));
    expect(told).not.toContain(`"${pin}"`);
  });

  test('on a device that others use it lasts until the browser is closed', async () => {
    const [cookie, ...more] = (await start({ sharedDevice: true })).headers.getSetCookie();
    expect(cookie).not.toContain('Max-Age');
    expect(more).toEqual([]);
  });

  test('a branch that is none, or a name and a contact, are refused', async () => {
    expect(await problemOf(await start({ branch: 'nowhere' }))).toBe('422 invalid');
    for (const more of [{ name: 'Ada' }, { contact: 'ada@home.example' }, { alias: '' }])
      expect((await start(more)).status).toBe(422);
  });

  test('so many an hour from one address, and no more; from another they go on', async () => {
    const answers = await Promise.all(Array.from({ length: 63 }, () => start({}, '198.51.100.3')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(60);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    expect(refused[0]!.headers.get('retry-after')).toBe('3600');
    expect((await start({}, '198.51.100.4')).status).toBe(201);
  });
});
