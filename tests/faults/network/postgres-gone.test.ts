import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../load/fill-branch.ts';
import { assertSound } from '../../support/checker/check-library.ts';
import { ToldLog, type Server } from '../../support/checker/told-log.ts';
import { LOST, whatIsBroken } from '../../support/checker/what-is-broken.ts';
import { quickFolder } from '../../support/quick-folder.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { OwnPostgres } from '../../support/faults/own-postgres.ts';
import { raceNetwork, raceStarts } from '../../support/faults/race-network.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { SilentLine } from '../../support/faults/silent-line.ts';

const CLIENTS = 6;
const ROUNDS = isFull ? 5 : 1;
const PROCESSES = isFull ? 2 : 1;
const GONE_MS = isFull ? 3_000 : 300;
/** So soon after the database everybody is served again; a machine at work on other tests may take longer. */
const BACK_MS = isFull ? 5_000 : 15_000;
/** Of a line that fell silent it is known after so long, whoever waits: PostgreSQL’s own limits and a little more. */
const LONGEST_MS = 30_000;
/** A client that is told to ask again. */
const AGAIN_MS = 250;
/** Each request that was under way may say so; whoever is turned away afterwards does not. */
const MOST_LINES = 2 * CLIENTS;
const MOST_CONTROLS = 10;

interface Answered {
  at: number;
  ms: number;
  status: number;
  code: string;
}

/** What becomes of the server, until it is as before. */
type Fault = () => Promise<void>;

describe('a PostgreSQL that goes away under load', () => {
  let postgres: OwnPostgres;
  let line: SilentLine;
  let library: RealLibrary;
  let processes: ApiProcess[];
  let answers: Answered[] = [];
  const began = Date.now();

  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    line = await SilentLine.to(new URL(postgres.url));
    const dataDir = quickFolder('quietroom-gone-');
    const place = { databaseUrl: postgres.url, dataDir, drop: async () => {} };
    library = await realLibrary('postgres', { place, file: raceNetwork(began) });
    const far = { ...place, databaseUrl: line.through(postgres.url) };
    processes = [];
    for (let n = 0; n < PROCESSES; n++) processes.push(await ApiProcess.start(far));
  });
  afterAll(async () => {
    for (const process of processes) await process.kill();
    await line.close();
    await postgres.remove();
  });

  /** Any of the processes, with a clock beside it. */
  function watched(random: () => number): Server {
    return {
      request: async (...asked) => {
        const from = performance.now();
        const answer = await processes[Math.floor(random() * PROCESSES)]!.request(...asked);
        const text = await answer.clone().text();
        const { code = '' } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string };
        const at = performance.now();
        answers.push({ at, ms: at - from, status: answer.status, code });
        if (answer.status === 503) await sleep(AGAIN_MS);
        return answer;
      },
    };
  }

  /** Each has a start of their own, holds it, confirms it and lets it go, until they are told to stop. */
  function load(log: ToldLog): () => Promise<void> {
    const over = new AbortController();
    const starts = raceStarts(began);
    const client = async (n: number) => {
      const actor = `visitor-${n}`;
      const own = log.client(watched(seeded(n)), actor, library.cookies.get(actor)!);
      while (!over.signal.aborted) {
        const wish = { service: 'talk', branch: 'main', mode: 'phone', startsAt: starts[n] };
        const held = await own.ask('/api/holds', wish);
        const id = held.answer?.body.booking?.id;
        if (!id) continue;
        await own.ask(`/api/bookings/${id}/confirm`);
        await own.ask(`/api/bookings/${id}/cancel`);
      }
    };
    const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));
    return async () => {
      over.abort();
      await Promise.all(clients);
    };
  }

  const written = (since = 0) => answers.filter(({ at, status }) => at > since && status < 300).length;
  const untilWritten = async (many: number, since: number) => {
    await expect.poll(() => written(since), { timeout: 60_000 }).toBeGreaterThan(many);
  };

  const stopped = (mode: 'fast' | 'immediate'): Fault => {
    return async () => {
      await postgres.stop(mode);
      await sleep(GONE_MS);
      await postgres.start();
    };
  };
  const killed: Fault = async () => {
    await postgres.kill();
    await sleep(GONE_MS);
    await postgres.start();
  };
  const frozen: Fault = async () => {
    postgres.freeze();
    await sleep(GONE_MS * 3);
    postgres.thaw();
  };
  const crowded: Fault = async () => {
    const leave = await postgres.occupy();
    await sleep(GONE_MS);
    await leave();
  };
  const halfOpen: Fault = async () => {
    line.fallSilent();
    await sleep(GONE_MS);
    line.speak();
  };

  const FAULTS: [string, Fault, number][] = [
    ['stopped', stopped('fast'), BACK_MS],
    ['stopped in a hurry', stopped('immediate'), BACK_MS],
    ['killed', killed, BACK_MS],
    ['slow to death, and well again', frozen, BACK_MS],
    ['out of connections', crowded, BACK_MS],
    ...(isFull ? ([['half-open', halfOpen, LONGEST_MS]] satisfies [string, Fault, number][]) : []),
  ];

  test.each(FAULTS)('%s: nothing is lost, nothing is twice, nobody waits for ever', async (name, fault, backMs) => {
    const log = new ToldLog();
    let slowest = 0;
    for (let round = 0; round < ROUNDS; round++) {
      answers = [];
      const said = processes.map(({ output }) => output.length);
      const stop = load(log);
      await untilWritten(2 * CLIENTS, 0);
      await fault();
      const wellAt = performance.now();
      await untilWritten(0, wellAt);
      const back = answers.find(({ at, status }) => at > wellAt && status < 300)!.at - wellAt;
      await untilWritten(CLIENTS, wellAt);
      await stop();

      slowest = Math.max(slowest, back);
      expect(back).toBeLessThan(backMs);
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(LONGEST_MS);
      const odd = answers.filter(
        ({ status, code }) => status >= 400 && !['cannot_write', 'twin_running'].includes(code),
      );
      expect(odd).toEqual([]);
      for (const [n, { output }] of processes.entries()) {
        const lines = output.slice(said[n]).split('\n');
        expect(lines.filter((one) => one.includes('"internal"'))).toEqual([]);
        expect(lines.filter((one) => one.includes('"cannot_write"')).length).toBeLessThanOrEqual(MOST_LINES);
      }
    }
    expect(log.intents.filter(({ answer }) => !answer)).toEqual([]);
    await library.checked((opened) => assertSound(opened, logOf(log)));
    const longest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
    console.log(
      `PostgreSQL ${name}: ${ROUNDS} rounds, ${log.intents.length} answers, 0 lost, 0 twice; ` +
        `back after ${Math.round(slowest)} ms at most, the longest answer ${longest} ms`,
    );
  });

  /** All that was ever asked for: one database sees all tests of this file. */
  const everything = new ToldLog();
  function logOf(log: ToldLog): ToldLog {
    everything.intents.push(...log.intents);
    return everything;
  }

  test('control: a server that says yes before it has written, and is killed, loses what people were told', async () => {
    await postgres.stop('fast');
    await postgres.start('synchronous_commit=off', 'wal_writer_delay=10s');
    const log = new ToldLog();
    let lost: string[] = [];
    for (let round = 0; lost.length === 0 && round < MOST_CONTROLS; round++) {
      answers = [];
      const stop = load(log);
      await untilWritten(2 * CLIENTS, 0);
      await postgres.kill();
      await postgres.start('synchronous_commit=off', 'wal_writer_delay=10s');
      await stop();
      lost = (await whatIsBroken(library, logOf(log))).filter((broken) => broken === LOST);
    }
    expect(lost).not.toEqual([]);
  });
});
