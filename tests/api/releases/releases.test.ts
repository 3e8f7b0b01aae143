import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Asked, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { ask, lostSince, type ReleaseRecord } from '../../support/release-record.ts';

const RECORDS = globSync('*.json', { cwd: import.meta.dirname })
  .sort()
  .map((file) => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as ReleaseRecord);

/** A device may not have been on-line for weeks: the app on it is one or two releases old, and is served all the same. */
describe.each(ENGINES)('the apps of earlier releases on $engine', ({ engine }) => {
  const replayed = async (record: ReleaseRecord, through = (api: TestApi): Pick<TestApi, 'request'> => api) => {
    const api = await openApi(engine, { file: record.network, clock: () => Date.parse(record.now) });
    try {
      return lostSince(record, await ask(through(api), record.release, record.steps));
    } finally {
      await api.close();
    }
  };

  test.each(RECORDS)('$release is answered as it was, perhaps with more', async (record) => {
    expect(record.steps.length).toBeGreaterThan(20);
    expect(await replayed(record)).toEqual([]);
  });
});

describe('the replay itself', () => {
  const [record] = RECORDS;
  let api: TestApi;
  beforeAll(async () => {
    const clock = () => Date.parse(record!.now);
    api = await openApi('sqlite', { file: record!.network, clock });
  });
  afterAll(() => api.close());

  /** An API of a later day that has changed what it answers, or what it takes. */
  const changed = (change: (body: Record<string, never>) => void, asked = (_json: unknown) => true) => ({
    request: async (path: string, one?: Asked) => {
      const answer = asked(one?.json) ? await api.request(path, one) : new Response('{}', { status: 422 });
      if (!answer.headers.get('content-type')?.includes('json')) return answer;
      const body = (await answer.json()) as Record<string, never>;
      change(body);
      return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
    },
  });
  const SIGNED_IN = ['signIn', 'me', 'prices', 'list'];
  const only = { ...record!, steps: record!.steps.filter(({ name }) => SIGNED_IN.includes(name)) };
  const lostIn = async (through: Pick<TestApi, 'request'>) =>
    lostSince(record!, await ask(through, record!.release, record!.steps)).join('\n');

  test('control: it names a field that is answered no more, one of another kind, and an entry that is missing', async () => {
    expect(only.steps).toHaveLength(4);
    const me = { ...record!, steps: only.steps.filter(({ name }) => name !== 'list') };
    const lost = async (change: (body: Record<string, never>) => void) =>
      lostSince(me, await ask(changed(change), me.release, me.steps));
    expect(await lost(() => {})).toEqual([]);
    expect(await lost((body) => Object.assign(body, { more: 1 }))).toEqual([]);
    expect(await lost((body) => delete body.locale)).toEqual(['me.body.locale was "sl" and is undefined']);
    expect(await lost((body) => Object.assign(body, 'locale' in body && { name: 'Vida' }))).toEqual([
      'me.body.name is gone',
    ]);
    expect(await lost((body) => Object.assign(body, 'prices' in body && { prices: [] }))).toEqual([
      'prices.body.prices has not its 1 entries',
    ]);
  });

  test('control: it names what is refused now and was taken then', async () => {
    const takesNoPeople = (json: unknown) => !JSON.stringify(json ?? {}).includes('"people"');
    await expect(lostIn(changed(() => {}, takesNoPeople))).rejects.toThrow('the answer has nothing at hold.booking.id');
    const takesNoTen = (json: unknown) => !JSON.stringify(json ?? {}).includes('"startsAt":"2026-11-25T09:00:00Z"');
    expect(await lostIn(changed(() => {}, takesNoTen))).toContain('move.status was 200 and is 422');
  });
});
