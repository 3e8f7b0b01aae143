import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { api } from '../../../web/platform/api-client.ts';
import { askEarly } from '../../../web/platform/early/ask.ts';
import { bookingApi } from '../../../web/platform/booking-api.ts';
import { Problem } from '../../../web/platform/problem.ts';

/** The last request, and what is answered to it. */
let sent: { path: string; init: RequestInit } | undefined;

function answering(answer: () => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent = { path, init };
    return answer();
  });
}

const problemOf = (asked: Promise<unknown>) => asked.then(() => undefined).catch((error: unknown) => error as Problem);
const HOLD = { service: 'a', branch: 'b', mode: 'room', startsAt: '2026-11-24T06:30:00Z' } as const;

beforeEach(() => vi.stubGlobal('__RELEASE__', '0.0.1'));
afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  test('says which release asks, and brings the key of its intent', async () => {
    answering(() => Response.json({ booking: { id: 'x' } }));
    expect(await bookingApi.hold(HOLD, 'key-1')).toEqual({ id: 'x' });
    const headers = sent?.init.headers as Record<string, string>;
    expect(sent?.path).toBe('/api/holds');
    expect(headers['x-quietroom-release']).toBe('0.0.1');
    expect(headers['idempotency-key']).toBe('key-1');
    expect(headers['content-type']).toBe('application/json');
  });

  test('with an answer of nothing has nothing to read', async () => {
    answering(() => new Response(null, { status: 204 }));
    expect(await api.signOut()).toBeUndefined();
  });
});

describe('an answer that was asked for early', () => {
  test('is taken by whoever asks first, and by nobody after', async () => {
    const versions = ['early', 'later'];
    answering(() => Response.json({ version: versions.shift() }));
    askEarly('/api/catalogue');
    sent = undefined;
    expect(await api.catalogue()).toMatchObject({ version: 'early' });
    expect(sent).toBeUndefined();
    expect(await api.catalogue()).toMatchObject({ version: 'later' });
  });

  test('and did not come is asked for again at the next try', async () => {
    answering(() => Promise.reject(new TypeError('failed to fetch')));
    askEarly('/api/catalogue');
    expect(await problemOf(api.catalogue())).toMatchObject({ code: 'offline' });
    answering(() => Response.json({ version: 'new' }));
    expect(await api.catalogue()).toMatchObject({ version: 'new' });
  });

  test('is given up with the question', async () => {
    answering(
      () =>
        new Promise((_, fail) => sent?.init.signal?.addEventListener('abort', () => fail(new TypeError('aborted')))),
    );
    askEarly('/api/catalogue');
    const gone = new AbortController();
    const answer = problemOf(api.catalogue(gone.signal));
    gone.abort();
    expect(await answer).toBeInstanceOf(TypeError);
  });
});

describe('a no', () => {
  test('comes with its code, its facts and its faults', async () => {
    const body = { code: 'slot_taken', facts: { alternatives: [] }, faults: [{ path: 'people', code: 'too_big' }] };
    answering(() => Response.json(body, { status: 409 }));
    const problem = await problemOf(bookingApi.hold(HOLD, 'key'));
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ ...body, status: 409 });
  });

  test('that says when to ask again is heard', async () => {
    answering(() => Response.json({ code: 'too_many_tries' }, { status: 429, headers: { 'retry-after': '120' } }));
    expect(await problemOf(api.me())).toMatchObject({ code: 'too_many_tries', facts: { retryAfterSec: 120 } });
  });

  test('of something that is not the API leaves open what happened', async () => {
    answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await problemOf(bookingApi.hold(HOLD, 'key'))).toMatchObject({ code: 'unclear', status: 502 });
  });
});

describe('no answer', () => {
  const lost = () => Promise.reject(new TypeError('failed to fetch'));

  test('to a question means that nothing was reached', async () => {
    answering(lost);
    expect(await problemOf(api.catalogue())).toMatchObject({ code: 'offline', status: 0 });
  });

  test('to a write is unclear, unless the device knows that it has no network', async () => {
    answering(lost);
    vi.stubGlobal('navigator', { onLine: true });
    expect(await problemOf(bookingApi.hold(HOLD, 'key'))).toMatchObject({ code: 'unclear' });
    vi.stubGlobal('navigator', { onLine: false });
    expect(await problemOf(bookingApi.hold(HOLD, 'key'))).toMatchObject({ code: 'offline' });
  });

  test('that the page no longer waits for is no problem to tell', async () => {
    const gone = new AbortController();
    answering(() => {
      gone.abort();
      return lost();
    });
    expect(await problemOf(api.catalogue(gone.signal))).toBeInstanceOf(TypeError);
  });
});
