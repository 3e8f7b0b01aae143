import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { CannotWrite } from '../../../api/storage/engine/database.ts';
import { openApi, problemOf, smallNetwork, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';

const HOUR = 60 * MINUTE;

describe.each(ENGINES)('one effect for each key, on $engine', ({ engine }) => {
  let api: TestApi;
  let cookie: string;
  let now = Date.UTC(2026, 10, 23, 8);
  let keys = 0;
  /** Tuesday's starts, one for each test. */
  let start = Date.UTC(2026, 10, 24, 8);
  const clock = () => now;

  beforeAll(async () => {
    const file = smallNetwork();
    file.services[0]!.maxOpenPerPatron = 50;
    file.services[0]!.horizonDays = 60;
    api = await openApi(engine, { clock, file });
    cookie = await api.signInCard();
  });
  afterAll(() => api.close());

  const nextKey = () => `key-${++keys}`;
  const nextWish = () => {
    start += HOUR;
    if (new Date(start).getUTCHours() > 13) start += 18 * HOUR;
    return { service: 'talk', branch: 'main', mode: 'phone', startsAt: new Date(start).toISOString() };
  };
  const hold = (json: unknown, key?: string, by: TestApi = api) =>
    by.request('/api/holds', { json, cookie, ...(key !== undefined && { key }) });
  const held = async () => {
    const answer = await api.request('/api/bookings', { cookie });
    return ((await answer.json()) as { bookings: object[] }).bookings.length;
  };

  test('without a key nothing is written, and an odd key is no key', async () => {
    expect(await problemOf(await hold(nextWish()))).toBe('400 idempotency_key_missing');
    for (const odd of ['', ' ', 'a b', 'x'.repeat(201), 'schlüssel']) {
      const answer = await hold(nextWish(), odd);
      expect(answer.status).toBe(400);
    }
    expect(await held()).toBe(0);
  });

  test('the same key and body: the same bytes, and one booking', async () => {
    const [wish, key, before] = [nextWish(), nextKey(), await held()];
    const first = await hold(wish, key);
    expect(first.status).toBe(201);
    const text = await first.text();

    now += MINUTE;
    const again = await hold({ ...wish, startsAt: wish.startsAt }, key);
    expect([again.status, await again.text()]).toEqual([201, text]);
    expect(await held()).toBe(before + 1);
  });

  test('the order of fields is no difference, any other is', async () => {
    const [wish, key] = [nextWish(), nextKey()];
    await hold(wish, key);
    const turned = Object.fromEntries(Object.entries(wish).reverse());
    expect((await hold(turned, key)).status).toBe(201);
    expect(await problemOf(await hold({ ...wish, people: 1 }, key))).toBe('422 idempotency_key_reused');
    expect(await problemOf(await hold(nextWish(), key))).toBe('422 idempotency_key_reused');
  });

  test('a key is one route’s and one booking’s', async () => {
    const key = nextKey();
    const made = (await (await hold(nextWish(), key)).json()) as { booking: { id: string } };
    const other = (await (await hold(nextWish(), nextKey())).json()) as { booking: { id: string } };
    const extend = (id: string) => api.request(`/api/bookings/${id}/extend`, { json: {}, cookie, key });
    expect((await extend(made.booking.id)).status).toBe(200);
    expect(await problemOf(await extend(other.booking.id))).toBe('422 idempotency_key_reused');
  });

  test('a lawful no is remembered too, even when it would be a yes by now', async () => {
    const [wish, key] = [nextWish(), nextKey()];
    const mine = (await (await hold(wish, nextKey())).json()) as { booking: { id: string } };
    const refused = await hold(wish, key);
    expect(refused.status).toBe(409);
    const text = await refused.text();

    await api.request(`/api/bookings/${mine.booking.id}/cancel`, { json: {}, cookie, key: nextKey() });
    const again = await hold(wish, key);
    expect([again.status, await again.text()]).toEqual([409, text]);
    expect((await hold(wish, nextKey())).status).toBe(201);
  });

  test('twins at once: one works, the other is told so', async () => {
    const [wish, key] = [nextWish(), nextKey()];
    const answers = await Promise.all(Array.from({ length: 5 }, () => hold(wish, key)));
    // One that comes to its turn only after the first was done gets the first's answer.
    const [told, given] = [
      answers.filter(({ status }) => status === 409),
      answers.filter(({ status }) => status !== 409),
    ];
    expect(told.length).toBeGreaterThan(0);
    for (const twin of told) expect(await problemOf(twin)).toBe('409 twin_running');

    const again = await (await hold(wish, key)).text();
    expect(given.length).toBeGreaterThan(0);
    for (const answer of given) expect([answer.status, await answer.text()]).toEqual([201, again]);
  });

  test('twins in two processes: one booking, and never two different answers', async () => {
    const other = await openApi(engine, { place: api.place, clock });
    const before = await held();
    const [wish, key] = [nextWish(), nextKey()];
    const answers = await Promise.all([hold(wish, key), hold(wish, key, other)]);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(await problemOf(answer)).toBe('409 twin_running');
    }
    expect(await held()).toBe(before + 1);
    expect((await hold(wish, key, other)).status).toBe(201);
    await other.close();
  });

  test('a database that cannot be written is 503, and the same key may come again', async () => {
    const [wish, key] = [nextWish(), nextKey()];
    const { write } = api.services.database;
    api.services.database.write = () => Promise.reject(new CannotWrite('full'));
    const refused = await hold(wish, key);
    api.services.database.write = write;

    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await problemOf(refused)).toBe('503 cannot_write');
    expect((await hold(wish, key)).status).toBe(201);
  });

  test('what stands in the database tells nobody what was answered', async () => {
    const { statement } = await import('../../../api/storage/engine/statement.ts');
    const all = statement<Record<never, never>>()((db) => db.selectFrom('idempotency').selectAll());
    const rows = await api.services.database.reader.rows(all, {});
    expect(rows.length).toBeGreaterThan(5);
    for (const { answer_sealed } of rows)
      expect(Buffer.from(answer_sealed).toString('latin1')).not.toContain('booking');
  });
});
