import type { ChildProgram } from '../support/child-program.ts';
import { allRows, bareWrites, traceOf, type Trace } from './bare-writer.ts';
import { holdsFrom, makeLibrary, signInAll, today } from './bench-library.ts';
import { checkInBatches, signInDesk } from './everyday-requests.ts';
import { fillBranch } from './fill-branch.ts';
import { count, goal, milliseconds, percent, type Figure } from './figures-table.ts';
import { LoadConnection, type LoadRequest } from './http-client.ts';
import type { Loaded, Measuring } from './measuring.ts';

export const CLIENTS = [1, 8, 64];
const GOAL_PAIRS = 1350;

/** What a small library's database gets from one write of each kind: the rows that the floors write. */
export interface WriteTraces {
  file: string;
  /** A hold, then its confirmation. */
  pair: Trace[];
  batch: Trace[];
}

/** One real hold, one real confirm and one real batch of check-ins in a small database: which rows each of them writes. */
export async function writeTraces(): Promise<WriteTraces> {
  const size = { counsellors: 20, rooms: 10, patrons: 1, fillers: 20 };
  const small = makeLibrary(size);
  process.once('exit', small.remove);
  fillBranch(small.file, size, { from: today(), days: 2, share: 0.6, state: 'confirmed' });
  const server = await small.serve();
  const cookies = await signInAll(server.url, size);
  const [hold] = await holdsFrom(server.url, cookies, { fromDay: 30, wanted: 1 });
  const desk = await signInDesk(server.url);
  const [batch] = await checkInBatches(server.url, { cookie: desk, branch: 'main', count: 1 });
  const connection = new LoadConnection(server.url);
  const traced = async (request: LoadRequest): Promise<[Trace, string]> => {
    const before = allRows(small.file);
    const { body } = await connection.send(request);
    return [traceOf(before, allRows(small.file)), body];
  };
  const [held, body] = await traced(hold as LoadRequest);
  const { booking } = JSON.parse(body) as { booking: { id: string } };
  const [confirmed] = await traced({
    method: 'POST',
    path: `/api/bookings/${booking.id}/confirm`,
    headers: { ...hold?.headers, 'idempotency-key': crypto.randomUUID() },
    body: '{}',
  });
  const [told] = await traced(batch as LoadRequest);
  connection.close();
  await server.stop();
  return { file: small.file, pair: [held, confirmed], batch: [told] };
}

/** Hold and confirm, each between two rounds of the same rows written bare. `holds` are spent. */
export async function pairFigures(
  measuring: Measuring,
  server: ChildProgram,
  { holds, traces }: { holds: LoadRequest[]; traces: WriteTraces },
): Promise<Figure[]> {
  const { seconds } = measuring.effort;
  const bare = (together: number) => bareWrites(traces.file, traces.pair, { clients: 8, seconds, together });
  const figures: Figure[] = [];
  let before = await bare(1);
  for (const clients of CLIENTS) {
    const writes = holds.splice(0, Math.ceil(holds.length / (CLIENTS.length - CLIENTS.indexOf(clients))));
    const pairs = await measuring.load(server, { reads: [], writes, pairs: true, clients });
    const after = await bare(1);
    const floor = (before + after) / 2;
    before = after;
    const [share, ...others] = beside('hold + confirm, pairs/s', pairs, { clients, floor, unit: 'pairs/s' });
    // Who comes alone shares a commit with nobody: those at once are to be as fast as the floor.
    const aim = clients > 1 && { goal: '≥ 100 % of the floor', met: pairs.perSecond >= floor };
    figures.push({ ...share!, ...aim }, ...others);
    if (clients !== 8) continue;
    const ceiling = await bare(8);
    figures.push(
      goal('… in themselves', count(pairs.perSecond), `≥ ${count(GOAL_PAIRS)}`, pairs.perSecond >= GOAL_PAIRS),
      {
        what: '… of the same rows, 8 verbs to a commit, and nothing else: what no booking can pass',
        value: percent(pairs.perSecond / ceiling),
        floor: `${count(ceiling)} pairs/s`,
      },
    );
  }
  return figures;
}

/** Batches of check-ins, beside the same rows written bare. */
export async function batchFigures(
  measuring: Measuring,
  server: ChildProgram,
  { batches, traces }: { batches: LoadRequest[]; traces: WriteTraces },
): Promise<Figure[]> {
  const { seconds } = measuring.effort;
  const floor = await bareWrites(traces.file, traces.batch, { clients: 8, seconds, together: 1 });
  const figures: Figure[] = [];
  for (const clients of CLIENTS) {
    const writes = batches.splice(0, Math.ceil(batches.length / (CLIENTS.length - CLIENTS.indexOf(clients))));
    const done = await measuring.load(server, { reads: [], writes, clients });
    figures.push(...beside('check-ins, batches of 20 a second', done, { clients, floor, unit: 'batches/s' }));
  }
  return figures;
}

function beside(
  what: string,
  { perSecond, medianMs, p99Ms }: Loaded,
  { clients, floor, unit }: { clients: number; floor: number; unit: string },
): Figure[] {
  return [
    {
      what: `${what} at ${clients}`,
      value: `${count(perSecond)} (${percent(perSecond / floor)})`,
      floor: `${count(floor)} ${unit}`,
    },
    goal(
      '… the 99th of 100, of the median',
      `${(p99Ms / medianMs).toFixed(1)} × ${milliseconds(medianMs)}`,
      '≤ 10 ×',
      p99Ms <= 10 * medianMs,
    ),
  ];
}
