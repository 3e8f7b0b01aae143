import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '#contract/catalogue.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openApi, problemOf, smallNetwork, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';

describe.each(ENGINES)('the catalogue on $engine', ({ engine }) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openApi(engine)));
  afterAll(() => api.close());

  test('says what the contract says, and of discounts only names', async () => {
    const answer = await api.request('/api/catalogue');
    const body = (await answer.json()) as Record<string, unknown>;
    expect(catalogue.strict().parse(body)).toEqual(body);
    for (const discount of body.discounts as object[]) expect(Object.keys(discount)).toEqual(['id', 'name']);
    expect(JSON.stringify(body)).not.toMatch(/percent|sponsor|budget|leave|capacity|29000001/);
  });

  test('is not sent again while it is the same, and is after an import', async () => {
    const first = await api.request('/api/catalogue');
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');

    const same = await api.request('/api/catalogue', { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([same.status, await same.text()]).toEqual([304, '']);

    const changed = smallNetwork();
    changed.services[0]!.name.en = 'A longer talk';
    await importNetwork(api.services, changed, { demo: true });
    const next = await api.request('/api/catalogue', { headers: { 'if-none-match': etag } });
    expect(next.status).toBe(200);
    expect(await next.text()).toContain('A longer talk');
  });

  test('is compressed for those who ask, under a tag of its own', async () => {
    const plain = await api.request('/api/catalogue');
    const small = await api.request('/api/catalogue', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(gunzipSync(Buffer.from(await small.arrayBuffer())).toString()).toBe(await plain.text());
    expect(small.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect(small.headers.get('vary')).toBe('accept-encoding');
  });

  test('health names the engine', async () => {
    expect(await (await api.request('/api/health')).json()).toEqual({
      status: 'ok',
      database: engine,
      backup: 'none',
      version: '0.0.0',
      writes: 'open',
    });
  });

  test('before any import there is none', async () => {
    const empty = await openApi(engine, { file: null });
    expect(await problemOf(await empty.request('/api/catalogue'))).toBe('404 not_found');
    expect((await empty.request('/api/health')).status).toBe(200);
    await empty.close();
  });
});
