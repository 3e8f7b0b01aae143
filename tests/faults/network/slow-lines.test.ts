import { connect, type Socket } from 'node:net';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, serve } from '../../../api/http/serve.ts';
import { openLibrary } from '../../support/booking-library.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { realLibrary } from '../../support/faults/real-library.ts';

/** 400 lines at once (trust: Node's defaults kept 400 of 400), a hundred of each kind. */
const LINES = isFull ? 400 : 40;
/** In full as it is served; else the same limits, each a twentieth. */
const SHARE = isFull ? 1 : 20;
const DRIP_MS = 400 / SHARE;
const PROBE_EVERY_MS = 50;
const SLOWEST_P95_MS = 300;
const SLOWEST_LIMIT_MS = LIMITS.silence / SHARE;
const MOST_MORE_MB = 300;

/** A server's address, what it holds in memory, and how it is stopped. */
interface Served {
  url: string;
  rssMb(): number;
  stop(): Promise<unknown>;
}

type Kind = (socket: Socket, path: string) => void;

/** Each says a little now and then, or nothing at all, and never reads more than the system does for it. */
const KINDS: Record<string, Kind> = {
  'a head that does not end': (socket) => drip(socket, 'GET /api/health HTTP/1.1\r\nhost: x\r\nx-slow: ', 'a'),
  'a body that does not come': (socket) =>
    drip(
      socket,
      'POST /api/sign-in/card HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n{',
      ' ',
    ),
  'an answer that nobody reads': (socket, path) => {
    socket.pause();
    // Asked again and again: more than the system's own buffers take.
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(40));
  },
  'nothing at all': () => {},
};

function drip(socket: Socket, head: string, part: string): void {
  socket.write(head);
  const dripping = setInterval(() => socket.write(part), DRIP_MS);
  socket.once('close', () => clearInterval(dripping));
}

describe(`${LINES} slow lines`, () => {
  let search: string;
  let ours: Served;

  beforeAll(async () => {
    const from = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    const to = new Date(Date.now() + 50 * 24 * 3_600_000).toISOString().slice(0, 10);
    search = `/api/slots?service=talk&branch=main&from=${from}&to=${to}`;
    ours = await (isFull ? servedByItself() : servedHere());
  });
  afterAll(() => ours.stop());

  test('are ended in time, others are served meanwhile, and nothing piles up', async () => {
    const { p95, kept, tookMs, moreMb } = await hold(ours);
    expect(kept).toEqual([]);
    expect(tookMs).toBeLessThan(SLOWEST_LIMIT_MS * 1.5 + 2_000);
    expect(moreMb).toBeLessThan(MOST_MORE_MB);
    if (isFull) expect(p95).toBeLessThan(SLOWEST_P95_MS);
    console.log(
      `slow lines: ${LINES} held for ${(tookMs / 1000).toFixed(1)} s at most, answers to others within ${Math.round(p95)} ms (95 of 100), ${Math.round(moreMb)} MB more, 0 kept`,
    );
  });

  test('control: with Node’s own limits they are kept', async () => {
    const server = createServer((_, answer) => void answer.end('x'.repeat(1_000_000)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address() as { port: number };
    const stop = async () => {
      server.closeAllConnections();
      server.close();
    };
    const { kept } = await hold({ url: `http://127.0.0.1:${address.port}`, rssMb: () => 0, stop });
    expect(kept.length).toBeGreaterThanOrEqual(LINES / 2);
    await stop();
  });

  /** Opens all lines and asks beside them, until each was ended or should have been. */
  async function hold({ url, rssMb }: Served) {
    const { hostname, port } = new URL(url);
    const before = rssMb();
    const began = performance.now();
    const kinds = Object.entries(KINDS);
    const open = new Set<Socket>();
    const kept: string[] = [];
    let last = began;
    const lines = Array.from({ length: LINES }, (_, at) => {
      const [name, kind] = kinds[at % kinds.length]!;
      const socket = connect(Number(port), hostname, () => kind(socket, search));
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        last = performance.now();
      });
      return { name, socket };
    });
    const times: number[] = [];
    let most = before;
    while (open.size > 0 && performance.now() - began < SLOWEST_LIMIT_MS * 1.5 + 2_000) {
      const asked = performance.now();
      const answer = await fetch(url + search);
      await answer.arrayBuffer();
      expect(answer.status).toBe(200);
      times.push(performance.now() - asked);
      most = Math.max(most, rssMb());
      // What came meanwhile shows whether the other side has ended the line: a line that is never read would not tell.
      if (performance.now() - began > SLOWEST_LIMIT_MS * 1.2) for (const { socket } of lines) socket.resume();
      await sleep(PROBE_EVERY_MS);
    }
    for (const { name, socket } of lines) {
      if (open.has(socket)) kept.push(name);
      socket.destroy();
    }
    times.sort((a, b) => a - b);
    return { p95: times[Math.floor(times.length * 0.95)]!, kept, tookMs: last - began, moreMb: most - before };
  }
});

async function servedByItself(): Promise<Served> {
  const library = await realLibrary('sqlite');
  const process = await ApiProcess.start(library.place);
  return {
    url: process.url,
    rssMb: () => process.rssMb,
    stop: async () => {
      await process.stop();
      await library.place.drop();
    },
  };
}

async function servedHere(): Promise<Served> {
  const { api } = await openLibrary('sqlite', { clock: { now: Date.now() } });
  const limits = Object.fromEntries(Object.entries(LIMITS).map(([name, ms]) => [name, ms / SHARE])) as typeof LIMITS;
  const where = { host: '127.0.0.1', port: 0, tls: false };
  const serving = await serve((request, env) => api.app.fetch(request, env), where, limits);
  return {
    url: `http://127.0.0.1:${serving.port}`,
    rssMb: () => process.memoryUsage().rss / 2 ** 20,
    stop: async () => {
      await serving.stop();
      await api.close();
    },
  };
}
