import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LiveHub, type Told } from '../../../api/features/live/live-hub.ts';
import { EventStream } from '../../../api/http/response/event-stream.ts';
import { serve, type Serving } from '../../../api/http/serve.ts';
import { findSignIn, type SignInRow } from '../../../api/storage/stores/sign-in-store.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { openApi, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { listen, type Listener } from '../../support/live-listener.ts';
import { raw } from '../../support/raw-statement.ts';
import { signInAs, type SignInTerms } from '../../support/sign-in-as.ts';

const MINUTE = 60_000;
const ENDED = 'event: ended\ndata: {}\n\n';

describe.each(ENGINES)('streams on $engine', ({ engine }) => {
  const clock = { now: Date.parse('2026-11-23T06:00:00Z') };
  let api: TestApi;
  let other: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { clock: () => clock.now });
    other = await openApi(engine, { place: api.place, clock: () => clock.now });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  const write = (sql: string, values: (Uint8Array | number | string)[] = []) =>
    api.services.database.write((tx) =>
      tx.run(raw(engine === 'sqlite' ? sql.replaceAll(/\$\d/g, '?') : sql, values), {}),
    );
  const opened = async (person = 'desk-1', terms?: SignInTerms) => {
    const signIn = await signInAs(api, person, terms);
    return { ...signIn, stream: await listen(other, signIn.cookie) };
  };
  /** Milliseconds until the stream was over. */
  const endOf = async ({ over }: Listener): Promise<number> => {
    const began = performance.now();
    expect(await over).toContain(ENDED);
    return performance.now() - began;
  };

  test('V3 has the headers of every answer, and none may hold it back or keep it', async () => {
    const { stream } = await opened();
    expect(stream.status).toBe(200);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
    });
    expect(stream.headers.get('content-encoding')).toBeNull();
    await stream.leave();
  });

  test('V3 a sign-out on another process ends its streams within a second, and nobody else’s', async () => {
    const [one, another] = [await opened(), await opened()];
    expect((await api.request('/api/sign-out', { cookie: one.cookie, json: {} })).status).toBe(204);
    expect(await endOf(one.stream)).toBeLessThan(1000);
    expect(another.stream.text()).not.toContain('ended');
    await another.stream.leave();
  });

  test('V3 so does whatever else ends a sign-in: its time, idling, a disabled person, no rights left', async () => {
    const ends: [Awaited<ReturnType<typeof opened>>, () => unknown][] = [
      [await opened(), () => {}],
      [await opened('counsellor-1', { idleMin: 15 }), () => (clock.now += 15 * MINUTE)],
    ];
    const [ranOut] = ends[0]!;
    ends[0]![1] = () =>
      write('update sign_in set expires_at = $1 where token_hash = $2', [clock.now, ranOut.tokenHash]);

    for (const [{ stream }, end] of ends) {
      await end();
      expect(await endOf(stream)).toBeLessThan(1000);
    }

    const disabled = await opened('patron-1');
    await write('update person set disabled_at = 1 where id = $1', ['patron-1']);
    expect(await endOf(disabled.stream)).toBeLessThan(1000);
    await write('update person set disabled_at = null where id = $1', ['patron-1']);

    const rightless = await opened('counsellor-1');
    await write('update role_grant set revoked_at = 1 where person = $1', ['counsellor-1']);
    expect(await endOf(rightless.stream)).toBeLessThan(1000);
    await write('update role_grant set revoked_at = null where person = $1', ['counsellor-1']);
  });

  test('V3 whose rights have changed is sent to open anew, with the new ones', async () => {
    const { stream } = await opened('counsellor-1');
    await write(`update role_grant set counsellor = 'bor' where person = $1`, ['counsellor-1']);
    expect(await stream.over).not.toContain('ended');
    await write(`update role_grant set counsellor = 'ana' where person = $1`, ['counsellor-1']);
  });

  test('V3 an open stream does not count as somebody being there', async () => {
    const { cookie, tokenHash, stream } = await opened('counsellor-1', { idleMin: 15 });
    const seenAt = async () => (await findSignIn(api.services.database.reader, tokenHash, clock.now))?.lastSeenAt;
    const before = await seenAt();
    clock.now += 2 * MINUTE;
    await (await listen(other, cookie)).leave();
    expect(await seenAt()).toBe(before);
    expect((await other.request('/api/me', { cookie })).status).toBe(200);
    expect(await seenAt()).toBe(clock.now);
    await stream.leave();
  });
});

describe('a hub and its listeners', () => {
  let api: TestApi;
  const stopping = new AbortController();
  beforeAll(async () => void (api = await openApi('sqlite')));
  afterAll(() => api.close());

  const signInOf = async (person: string): Promise<SignInRow> => {
    const { tokenHash } = await signInAs(api, person);
    return (await findSignIn(api.services.database.reader, tokenHash, await api.services.database.now()))!;
  };
  const silent = () => {
    const said: string[] = [];
    let over = () => {};
    const say = (what: string) => () => void said.push(what);
    const told: Told = {
      change: say('change'),
      beat: say('beat'),
      end: () => (said.push('ended'), over()),
      close: () => (said.push('closed'), over()),
      onClose: (done) => void (over = done),
    };
    return { said, told };
  };
  const limits = { streams: 3, ofSignIn: 2, beatMs: 20 };

  test('V3 of one sign-in the oldest stream makes room, of all the next is refused; heartbeats come; a stop closes all', async () => {
    const hub = new LiveHub(api.services, stopping.signal, limits);
    const [desk, ana] = [await signInOf('desk-1'), await signInOf('counsellor-1')];
    const streams = [silent(), silent(), silent(), silent()];
    await hub.open(desk, streams[0]!.told);
    await hub.open(desk, streams[1]!.told);
    await hub.open(desk, streams[2]!.told);
    expect(streams.map(({ said }) => said.includes('closed'))).toEqual([true, false, false, false]);
    await hub.open(ana, streams[3]!.told);
    expect(hub.size).toBe(3);
    await expect(hub.open(ana, silent().told)).rejects.toMatchObject({
      code: 'too_many_tries',
      facts: { retryAfterSec: 10 },
    });

    await expect.poll(() => streams[3]!.said).toContain('beat');
    stopping.abort();
    expect(hub.size).toBe(0);
    expect(streams.map(({ said }) => said.at(-1))).toEqual(['closed', 'closed', 'closed', 'closed']);
    await expect(hub.open(ana, silent().told)).rejects.toMatchObject({ code: 'cannot_write' });
  });

  test('V2 while nobody listens nobody looks', async () => {
    let looks = 0;
    const { world } = api.services;
    const watched = { ...api.services, world: { ...world, current: () => world.current(), written: () => {} } };
    watched.world.follow = (told) => {
      looks++;
      const stop = world.follow(told);
      return () => (looks--, stop());
    };
    const hub = new LiveHub(watched);
    const { told } = silent();
    await hub.open(await signInOf('desk-1'), told);
    expect(looks).toBe(1);
    told.close();
    expect(looks).toBe(0);
  });

  test('V3 whoever does not read is dropped', async () => {
    const hub = new LiveHub(api.services, undefined, { ...limits, beatMs: 5 });
    const stream = new EventStream();
    await hub.open(await signInOf('desk-1'), stream);
    await expect.poll(() => hub.size).toBe(0);
    await expect(stream.body.getReader().read()).rejects.toThrow('nobody reads');
  });
});

/** What only a real socket shows. */
describe('a server and its streams', () => {
  let api: TestApi;
  let serving: Serving;
  const stopping = new AbortController();
  beforeAll(async () => {
    api = await openApi('sqlite', { app: { stopping: stopping.signal } });
    const where = { host: '127.0.0.1', port: 0, tls: false };
    serving = await serve((request, env) => api.app.fetch(request, env), where);
  });
  afterAll(() => api.close());

  const open = async (head: string) => {
    const socket = connect(serving.port, '127.0.0.1').on('error', () => {});
    const closed = once(socket, 'close');
    let text = '';
    socket.on('data', (part: Buffer) => void (text += part.toString()));
    const { cookie } = await signInAs(api, 'desk-1');
    socket.write(`${head} /api/live HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\naccept-encoding: gzip\r\n\r\n`);
    await expect.poll(() => text).toContain('\r\n\r\n');
    return { socket, closed, text: () => text };
  };

  test('the head and the first line go out at once, changes as they come', async () => {
    const { socket, text } = await open('GET');
    expect(text()).toMatch(/^HTTP\/1\.1 200 .*connection: close.*retry: 2000/is);
    await api.services.database.write((tx) => noteChange(tx, 'network', ''));
    await expect.poll(text).toContain('event: change\ndata: {}\n\n');
    socket.destroy();
  });

  test('HEAD is answered and leaves nothing open', async () => {
    const { closed, text } = await open('HEAD');
    await closed;
    expect(text()).toContain('text/event-stream');
  });

  test('a stop with open streams waits for none of them', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => open('GET')));
    const began = performance.now();
    stopping.abort();
    await serving.stop();
    await Promise.all(streams.map(({ closed }) => closed));
    expect(performance.now() - began).toBeLessThan(1000);
    expect(streams.every(({ text }) => !text().includes('ended'))).toBe(true);
  });
});
