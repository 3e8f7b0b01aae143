import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, problemOf, type Asked, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';

/** `POST /api/sign-in/card` needs no sign-in: what the gate says of a request is plain to see there. */
const SIGN_IN = '/api/sign-in/card';

describe.each(ENGINES)('what the gate refuses, on $engine', ({ engine }) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openApi(engine)));
  afterAll(() => api.close());

  const json = { 'content-type': 'application/json' };
  const refusal = async (path: string, asked: Asked) => problemOf(await api.request(path, asked));

  test.each([
    ['half of it', '{"card":'],
    ['no JSON', 'card=1'],
    ['deeper than 20', '['.repeat(21) + ']'.repeat(21)],
    ['a name twice', '{"card":"1","card":"2"}'],
    ['a name twice, once escaped', '{"card":"1","c\\u0061rd":"2"}'],
    ['__proto__', '{"card":"1","pin":"2","__proto__":{"sharedDevice":true}}'],
  ])('%s is unreadable', async (_what, body) => {
    expect(await refusal(SIGN_IN, { body, headers: json })).toBe('400 unreadable');
  });

  test('bytes that are not UTF-8 are unreadable', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect(await refusal(SIGN_IN, { body, headers: json })).toBe('400 unreadable');
  });

  test('more than 65,536 bytes are too large before anything else is said of them', async () => {
    const body = `{"card":"${'1'.repeat(65_536)}"}`;
    const asked: Asked = { body, headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' } };
    expect(await refusal(SIGN_IN, asked)).toBe('413 too_large');
    expect(await refusal('/api/holds', asked)).toBe('413 too_large');
  });

  test('exactly 65,536 bytes are judged by what they say', async () => {
    const filled = `{"card":"1","pin":"2"${' '.repeat(65_536 - 22)}}`;
    expect(filled.length).toBe(65_536);
    expect(await refusal(SIGN_IN, { body: filled, headers: json })).toBe('401 sign_in_failed');
  });

  test('a body that streams is cut off at the limit', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const asked = { method: 'POST', body, headers: json, duplex: 'half' } as Asked;
    expect(await refusal(SIGN_IN, asked)).toBe('413 too_large');
    expect(sent).toBeLessThan(300_000);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    '%s is not JSON',
    async (type) => {
      const asked = { body: '{"card":"1","pin":"2"}', headers: { 'content-type': type } };
      expect(await refusal(SIGN_IN, asked)).toBe('415 not_json');
    },
  );

  test('a charset beside the type does no harm, and an absent body is an empty object', async () => {
    const type = { 'content-type': 'application/json; charset=utf-8' };
    expect(await refusal(SIGN_IN, { body: '{"card":"1","pin":"2"}', headers: type })).toBe('401 sign_in_failed');

    const absent = await api.request(SIGN_IN, { method: 'POST' });
    expect(absent.status).toBe(422);
    expect(await absent.json()).toMatchObject({
      faults: [
        { path: 'card', code: 'missing' },
        { path: 'pin', code: 'missing' },
      ],
    });
  });

  test('fields are judged one by one', async () => {
    const answer = await api.request(SIGN_IN, { json: { card: 1, pin: '', name: 'x' } });
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      faults: [
        { path: 'card', code: 'wrong_type' },
        { path: 'pin', code: 'too_small' },
        { path: 'name', code: 'unknown_field' },
      ],
    });
  });

  test.each(['\u0000', '\u202e', '\u2066', '\ud800'])('text with %j is not text', async (odd) => {
    const answer = await api.request(SIGN_IN, { json: { card: `1${odd}`, pin: '1' } });
    expect(await answer.json()).toMatchObject({ code: 'invalid', faults: [{ path: 'card', code: 'not_text' }] });
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, '403 cross_origin'],
    [{ 'sec-fetch-site': 'same-site' }, '403 cross_origin'],
    [{ origin: 'https://elsewhere.example' }, '403 cross_origin'],
    [{ origin: 'null' }, '403 cross_origin'],
    [{ 'sec-fetch-site': 'same-origin' }, '401 sign_in_failed'],
    [{ origin: 'http://localhost', host: 'localhost' }, '401 sign_in_failed'],
    [{}, '401 sign_in_failed'],
  ])('a write sent with %j: %s', async (headers, said) => {
    expect(await refusal(SIGN_IN, { json: { card: '1', pin: '2' }, headers: headers as HeadersInit })).toBe(said);
  });

  test('a query field that nobody knows is refused, also where no query is taken', async () => {
    expect(await refusal('/api/health?verbose=1', {})).toBe('422 invalid');
    const slots = await api.request('/api/slots?service=talk&from=2026-11-23&to=2026-11-24&sort=price');
    expect(await slots.json()).toMatchObject({ faults: [{ path: 'sort', code: 'unknown_field' }] });
  });

  test('a path that is not there, and a method that it does not take', async () => {
    expect(await refusal('/api/nothing', {})).toBe('404 not_found');
    expect(await refusal('/api/nothing', { json: {} })).toBe('404 not_found');
    const answer = await api.request('/api/me', { method: 'DELETE' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemOf(answer)).toBe('405 method_not_allowed');
  });

  test('without a sign-in nothing is said of the input', async () => {
    expect(await refusal('/api/holds', { json: { nonsense: true } })).toBe('401 not_signed_in');
    expect(await refusal('/api/sign-out', { json: {} })).toBe('401 not_signed_in');
  });
});
