import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type TestApi } from '../../support/api.ts';

const PAGE = '<!doctype html><title>Quietroom</title>';

describe('headers and files', () => {
  let api: TestApi;
  const dist = mkdtempSync(join(tmpdir(), 'quietroom-dist-'));

  beforeAll(async () => {
    mkdirSync(join(dist, 'assets'));
    writeFileSync(join(dist, 'index.html'), PAGE);
    writeFileSync(join(dist, 'sw.js'), 'self.skipWaiting();');
    writeFileSync(join(dist, '.source-hash'), 'hidden');
    writeFileSync(join(dist, 'assets/main-abc.js'), 'console.log(1);'.repeat(100));
    api = await openApi('sqlite', { app: { dist } });
  });
  afterAll(async () => {
    rmSync(dist, { recursive: true, force: true });
    await api.close();
  });

  test.each([
    ['/api/health', {}],
    ['/api/me', {}],
    ['/api/nothing', {}],
    ['/api/sign-in/card', { method: 'POST', body: '{' }],
    ['/api/catalogue', {}],
    ['/api/reference', {}],
    ['/', {}],
    ['/sw.js', {}],
    ['/assets/main-abc.js', {}],
    ['/missing.js', {}],
  ])('%s has every header', async (path, asked) => {
    const { headers } = await api.request(path, asked);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('API answers are never stored, assets for ever, the page and the worker only after asking', async () => {
    const cached = async (path: string) => (await api.request(path)).headers.get('cache-control');
    expect(await cached('/api/health')).toBe('no-store');
    expect(await cached('/api/me')).toBe('no-store');
    expect(await cached('/assets/main-abc.js')).toContain('immutable');
    expect(await cached('/')).toBe('no-cache');
    expect(await cached('/sw.js')).toBe('no-cache');
  });

  test('a page that is no file is the app, a missing asset is missing', async () => {
    const html = { headers: { accept: 'text/html' } };
    expect(await (await api.request('/bookings/x', html)).text()).toBe(PAGE);
    expect((await api.request('/bookings/x')).status).toBe(404);
    expect((await api.request('/assets/gone.js', html)).status).toBe(404);
    expect((await api.request('/bookings/x', { ...html, method: 'POST' })).status).toBe(404);
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../package.json',
    '/.source-hash',
  ])('%s leads nowhere', async (path) => expect((await api.request(path)).status).toBe(404));

  test('files are compressed for those who ask, and known by their tag', async () => {
    const asset = (headers: Record<string, string>) => api.request('/assets/main-abc.js', { headers });
    const plain = await asset({});
    const small = await asset({ 'accept-encoding': 'gzip, br' });
    expect(small.headers.get('content-encoding')).toBe('br');
    const bytes = Buffer.from(await small.arrayBuffer());
    expect(brotliDecompressSync(bytes).toString()).toBe(await plain.text());

    const again = await asset({ 'accept-encoding': 'br', 'if-none-match': small.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  test('long JSON is compressed for those who ask', async () => {
    const plain = await api.request('/api/openapi.json');
    const small = await api.request('/api/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await small.arrayBuffer())).toString()).toBe(await plain.text());

    const refused = await api.request('/api/openapi.json', { headers: { 'accept-encoding': 'gzip;q=0, br' } });
    expect(refused.headers.get('content-encoding')).toBeNull();
  });

  test('behind TLS browsers are told to stay there', async () => {
    const { headers } = await (await openSecure(api)).request('/api/health');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
  });

  test('a fault that nobody meant says nothing to the caller, and its class and place to the log', async () => {
    const world = api.services.world.current;
    api.services.world.current = () => Promise.reject(new TypeError('secret 29000001'));
    const answer = await api.request('/api/catalogue');
    api.services.world.current = world;

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      type: '/api/reference#internal',
      title: 'Internal',
      status: 500,
      code: 'internal',
    });
    expect(api.log.at(-1)).toMatchObject({
      event: 'internal',
      route: '/api/catalogue',
      fault: 'TypeError',
      status: 500,
    });
    expect(JSON.stringify(api.log)).not.toContain('29000001');
  });
});

async function openSecure(api: TestApi): Promise<TestApi> {
  return { ...api, ...(await openApi('sqlite', { place: api.place, app: { tls: true } })) };
}
