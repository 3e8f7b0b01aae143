import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addDays } from '#domain/time/local-date.ts';
import { startProgram, type ChildProgram } from '../support/child-program.ts';
import { root } from '../support/source-tree.ts';
import { allRows, bareWrites, traceOf, type Trace } from './bare-writer.ts';
import { holdsFrom, makeLibrary, searches, signInAll, today, type BenchLibrary } from './bench-library.ts';
import { fillBranch } from './fill-branch.ts';
import { count, figuresTable, milliseconds, percent, type Figure } from './figures-table.ts';
import { LoadConnection, type LoadRequest } from './http-client.ts';
import type { Job, Measured } from './load-generator.ts';
import type { SealingCost } from './sealing-cost.ts';

/** `npm run bench`: figures beside floors that were measured in the same run, and the goals. `--quick` for a first look. */
const quick = process.argv.includes('--quick');
const SECONDS = quick ? 1 : 2;
const ROUNDS = quick ? 3 : 9;
const WRITES_A_ROUND = 60;
/** Before each measurement, unmeasured, for the product and for its floor: a server runs for months, not for seconds. */
const WARM_UP_SECONDS = quick ? 3 : 8;
const WARM_UP_WRITES = quick ? 50 : 400;
const CLIENTS = 8;
const SIZE = { counsellors: 20, rooms: 10, patrons: quick ? 24 : 128, fillers: 20 };
const DISTINCT = 400;
const SEALING = quick ? { rounds: 4, pairsATurn: 100 } : { rounds: 10, pairsATurn: 250 };

const figures: Figure[] = [];
const progress = (text: string) => console.error(`… ${text}`);

progress('a library with 20 counsellors and 10 rooms, 60 % booked');
const library = makeLibrary(SIZE);
fillBranch(library.file, SIZE, { from: today(), days: 61, share: 0.6, state: 'confirmed' });

let memoryUnderLoad = 0;
try {
  let server = await library.serve();
  await fetch(`${server.url}/api/health`);
  const memoryAtRest = server.rssMb();
  const cookies = await signInAll(server.url, SIZE);
  // Among the days that are searched, for what changes under the searches; and after them, for pairs.
  const near = await holdsFrom(server.url, cookies, 1, 3000);
  const holds = await holdsFrom(server.url, cookies, 62, quick ? 3000 : 12_000);

  progress('searches of a day, of 30 days, and their bare floors');
  const day = await search(server, 1, near);
  const month = await search(server, 30, near);
  const monthTime = await serverTime(library, 30, near);
  const dayTime = await serverTime(library, 1, near);
  figures.push(
    { what: 'search of a day, server time, median', value: milliseconds(dayTime.medianMs) },
    ratio('search of a day, answers/s at 8 clients', day),
    goal('search of 30 days, server time, median', milliseconds(monthTime.medianMs), '≤ 1 ms', monthTime.medianMs <= 1),
    { what: 'search of 30 days, server time, 99th of 100', value: milliseconds(monthTime.p99Ms) },
    ratio('search of 30 days, answers/s at 8 clients', month, '≥ 50 % of the floor', 0.5),
    work('… processor time an answer, its share of the writes included', month),
  );

  progress('hold + confirm at 8 clients, and its bare floor');
  await warmUp(server, { reads: [], writes: holds.splice(0, WARM_UP_WRITES), pairs: true });
  const kept = holds.splice(0, SEALING.pairsATurn * (2 * SEALING.rounds + 1));
  const pairs = await load(server, { reads: [], writes: holds.splice(0, holds.length), pairs: true });
  await server.stop();
  const [file, traces] = await bookingTraces();
  const bare = { clients: CLIENTS, seconds: SECONDS };
  const floor = await bareWrites(file, traces, { ...bare, together: 1 });
  const ceiling = await bareWrites(file, traces, { ...bare, together: CLIENTS });
  figures.push(
    goal('hold + confirm at 8 clients, pairs/s', count(pairs.perSecond), '≥ 1,350', pairs.perSecond >= 1350),
    {
      what: '… of two bare durable commits of the same rows',
      value: percent(pairs.perSecond / floor),
      floor: `${count(floor)} pairs/s`,
      goal: '≥ 40 %',
      met: pairs.perSecond >= 0.4 * floor,
    },
    {
      what: '… of the same rows, 8 verbs to a commit, and nothing else: what no booking can pass',
      value: percent(pairs.perSecond / ceiling),
      floor: `${count(ceiling)} pairs/s`,
    },
    {
      what: '… a pair, median and 99th of 100',
      value: `${milliseconds(pairs.medianMs)}, ${milliseconds(pairs.p99Ms)}`,
    },
  );

  progress('what sealing the audit record costs a booking');
  const sealing = await runJob<SealingCost>(
    'tests/load/sealing-cost.ts',
    { ...SEALING, clients: CLIENTS, holds: kept },
    library.env,
  );
  figures.push(...sealingFigures(sealing));

  progress('the same with a year of past bookings');
  const past = fillBranch(library.file, SIZE, {
    from: addDays(today(), -366),
    days: 365,
    share: 0.6,
    state: 'completed',
  });
  server = await library.serve();
  const later = await holdsFrom(server.url, cookies, 1, 3000);
  const monthAfter = await search(server, 30, later);
  const monthTimeAfter = await serverTime(library, 30, later);
  const slower = monthTimeAfter.medianMs / monthTime.medianMs;
  await server.stop();
  figures.push(
    goal(
      `search of 30 days over ${count(past)} past bookings, server time`,
      milliseconds(monthTimeAfter.medianMs),
      'no slower (± 10 %)',
      slower <= 1.1,
    ),
    ratio(`search of 30 days over ${count(past)} past bookings, answers/s`, monthAfter),
    { what: 'memory at rest', value: `${count(memoryAtRest)} MB` },
    { what: 'memory under load, largest', value: `${count(memoryUnderLoad)} MB` },
  );
} finally {
  library.remove();
}

console.log(
  `\n${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}, SQLite, synchronous=FULL\n`,
);
console.log(figuresTable(figures));

interface Loaded extends Measured {
  /** Of the server, for each request. */
  cpuUs: number;
}

interface Compared {
  ours: Loaded;
  bare: Loaded;
}

/**
 * The product, and bare Hono sending the very bytes that the product had answered; one write among a hundred reads. In turns,
 * so that a machine that is slow for a while is slow for both; the round whose share is the median counts. Processor time
 * stands beside it, since a neighbour's work takes answers from a server but hardly makes an answer more work.
 */
async function search(server: ChildProgram, days: number, holds: LoadRequest[]): Promise<Compared> {
  const reads = searches(SIZE, days, DISTINCT);
  const answers: Record<string, string> = { write: '{}' };
  const connection = new LoadConnection(server.url);
  for (const path of reads) answers[path] = (await connection.send({ method: 'GET', path })).body;
  connection.close();

  const file = join(library.folder, 'answers.json');
  writeFileSync(file, JSON.stringify(answers));
  const bareServer = await startProgram('tests/load/bare-server.ts', [file]);
  await warmUp(bareServer, { reads, writes: [], pairs: false });
  await warmUp(server, { reads, writes: [], pairs: false });

  const rounds: Compared[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const writes = holds.splice(0, WRITES_A_ROUND);
    const bare = await load(bareServer, { reads, writes, pairs: false });
    rounds.push({ bare, ours: await load(server, { reads, writes, pairs: false }) });
  }
  await bareServer.stop();
  const [typical] = rounds.toSorted((one, other) => shareOf(one) - shareOf(other)).slice(Math.floor(ROUNDS / 2));
  const middle = (side: keyof Compared) => median(rounds.map((round) => round[side].cpuUs));
  const { ours, bare } = typical as Compared;
  return { ours: { ...ours, cpuUs: middle('ours') }, bare: { ...bare, cpuUs: middle('bare') } };
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}

function shareOf({ ours, bare }: Compared): number {
  return ours.perSecond / bare.perSecond;
}

async function warmUp(server: ChildProgram, part: Pick<Job, 'reads' | 'writes' | 'pairs'>): Promise<void> {
  const job: Job = { origin: server.url, clients: CLIENTS, seconds: WARM_UP_SECONDS, readsPerWrite: 100, ...part };
  await runJob<Measured>('tests/load/load-generator.ts', job);
}

async function load(server: ChildProgram, part: Pick<Job, 'reads' | 'writes' | 'pairs'>): Promise<Loaded> {
  const job: Job = { origin: server.url, clients: CLIENTS, seconds: SECONDS, readsPerWrite: 100, ...part };
  const before = server.cpuMs();
  const watch = setInterval(() => (memoryUnderLoad = Math.max(memoryUnderLoad, server.rssMb())), 100);
  const measured = await runJob<Measured>('tests/load/load-generator.ts', job);
  clearInterval(watch);
  const odd = Object.keys(measured.statuses).filter((status) => !['200', '201'].includes(status));
  if (odd.length > 0) progress(`statuses: ${JSON.stringify(measured.statuses)}`);
  return { ...measured, cpuUs: ((server.cpuMs() - before) * 1000) / measured.requests };
}

/** Of each round how much more, and the median of that: a machine that is slow for a while is slow for both. */
function sealingFigures({ sealed, unsealed }: SealingCost): Figure[] {
  const more = (of: 'pairsPerSecond' | 'cpuUsAPair' | 'p99Ms') =>
    median(sealed.map((turn, round) => turn[of] / unsealed[round]![of]));
  const cpuUs = median(unsealed.map((turn) => turn.cpuUsAPair));
  return [
    goal(
      'sealing the audit record: pairs/s with it, of those without',
      percent(more('pairsPerSecond')),
      '≥ 95 %',
      more('pairsPerSecond') >= 0.95,
    ),
    {
      what: '… processor time a pair, with and without',
      value: percent(more('cpuUsAPair')),
      floor: `${count(cpuUs)} µs`,
    },
    { what: '… slowest of 100 pairs, with and without', value: percent(more('p99Ms')) },
  ];
}

async function serverTime(of: BenchLibrary, days: number, holds: LoadRequest[]): Promise<Measured> {
  const rounds = quick ? 2000 : 10_000;
  const job = {
    reads: searches(SIZE, days, DISTINCT),
    writes: holds.splice(0, rounds / 100),
    readsPerWrite: 100,
    rounds,
  };
  return runJob<Measured>('tests/load/server-time.ts', job, of.env);
}

async function runJob<Result>(path: string, job: unknown, env: Record<string, string> = {}): Promise<Result> {
  const file = join(library.folder, 'job.json');
  writeFileSync(file, JSON.stringify(job));
  const args = ['--disable-warning=ExperimentalWarning', join(root, path), file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}

/** One real hold and one real confirm in a small database: which rows each of them writes. */
async function bookingTraces(): Promise<[file: string, traces: Trace[]]> {
  const small = makeLibrary({ counsellors: 2, rooms: 2, patrons: 1, fillers: 0 });
  process.once('exit', small.remove);
  const server = await small.serve();
  const cookies = await signInAll(server.url, small.size);
  const [hold] = await holdsFrom(server.url, cookies, 30, 1);
  const connection = new LoadConnection(server.url);
  const before = allRows(small.file);
  const held = await connection.send(hold as LoadRequest);
  const between = allRows(small.file);
  const { booking } = JSON.parse(held.body) as { booking: { id: string } };
  await connection.send({
    method: 'POST',
    path: `/api/bookings/${booking.id}/confirm`,
    headers: { ...hold?.headers, 'idempotency-key': crypto.randomUUID() },
    body: '{}',
  });
  const after = allRows(small.file);
  connection.close();
  await server.stop();
  return [small.file, [traceOf(before, between), traceOf(between, after)]];
}

function goal(what: string, value: string, aim: string, met: boolean): Figure {
  return { what, value, goal: aim, met };
}

function ratio(what: string, { ours, bare }: Compared, aim?: string, share?: number): Figure {
  const reached = shareOf({ ours, bare });
  return {
    what,
    value: `${count(ours.perSecond)} (${percent(reached)}; ${count(ours.bytesPerAnswer / 1000)} KB each)`,
    floor: `${count(bare.perSecond)} answers/s`,
    ...(aim === undefined || share === undefined ? {} : { goal: aim, met: reached >= share }),
  };
}

function work(what: string, { ours, bare }: Compared): Figure {
  const share = percent(bare.cpuUs / ours.cpuUs);
  return { what, value: `${count(ours.cpuUs)} µs (${share})`, floor: `${count(bare.cpuUs)} µs` };
}
