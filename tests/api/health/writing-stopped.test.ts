import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTellingStanding } from '../../../api/jobs/standing/tell-standing.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import { raw } from '../../support/raw-statement.ts';

/** The file may not grow: SQLite says of it what it says of a full disk. */
const NO_ROOM = { sql: 'pragma max_page_count = 1', filler: 'x'.repeat(200_000) };

describe('while nothing can be written', () => {
  let api: TestApi;
  let cookie: string;
  const wish = (hour: number) => ({
    service: 'talk',
    branch: 'main',
    mode: 'phone',
    startsAt: `2026-11-24T0${hour}:00:00Z`,
  });
  const hold = (hour: number, key: string) => api.request('/api/holds', { json: wish(hour), cookie, key });
  const health = async () => (await (await api.request('/api/health')).json()) as object;

  beforeAll(async () => {
    api = await openApi('sqlite', { clock: () => Date.UTC(2026, 10, 23, 8) });
    cookie = await api.signInCard();
    startTellingStanding(api.services, (line) => api.log.push(line));
  });
  afterAll(() => api.close());

  test('reading goes on, what was answered is answered again, and all of it is told once', async () => {
    const kept = await (await hold(8, 'before')).text();
    const before = api.log.length;
    await api.services.database.write((tx) => tx.rows(raw(NO_ROOM.sql), {}));
    const fill = api.services.database.write((tx) =>
      tx.run(raw(`insert into meta (key, value) values ('filler', '${NO_ROOM.filler}')`), {}),
    );
    await expect(fill).rejects.toThrow();

    expect(await health()).toMatchObject({
      status: 'ok',
      writes: 'stopped',
      why: 'full',
      since: '2026-11-23T08:00:00.000Z',
    });
    const turnedAway = await Promise.all(Array.from({ length: 20 }, (_, n) => hold(9, `during-${n}`)));
    for (const answer of turnedAway) expect(await problemOf(answer)).toBe('503 cannot_write');
    expect((await api.request('/api/bookings', { cookie })).status).toBe(200);
    expect((await api.request('/api/slots?service=talk&from=2026-11-24&to=2026-11-24')).status).toBe(200);
    expect(await (await hold(8, 'before')).text()).toBe(kept);
    const another = await api.request('/api/holds', { json: wish(9), cookie, key: 'before' });
    expect(await problemOf(another)).toBe('422 idempotency_key_reused');

    await expect.poll(health).toMatchObject({ writes: 'open' });
    expect((await hold(9, 'during-0')).status).toBe(201);
    expect(api.log.slice(before)).toEqual([
      expect.objectContaining({ event: 'writing_stopped', level: 'error', why: 'full', faultCode: '13' }),
      expect.objectContaining({ event: 'writing_again', level: 'info', seconds: expect.any(Number) }),
    ]);
  });
});
