import { readFileSync } from 'node:fs';
import { LoadConnection, type LoadRequest } from './http-client.ts';

/**
 * A program of its own, so that the server under load has a core to itself. Reads its job from the file named, prints the
 * result as JSON.
 */
export interface Job {
  origin: string;
  clients: number;
  seconds: number;
  /** Each is sent again and again. */
  reads: LoadRequest[];
  /**
   * Beside reads: holds, one write among `readsPerWrite`. Every other write lets go what was held, so that a long run changes
   * what is found all the time and leaves it as it was; once all were held, they are again. Without reads: what is measured, each once.
   */
  writes: LoadRequest[];
  readsPerWrite: number;
  /** Without reads: whether each write is a hold that is confirmed, too. */
  pairs: boolean;
}

/** Of the writes, one in so many at most is sent before anything is measured. */
const WARM_UP_SHARE = 4;

export interface Measured {
  perSecond: number;
  medianMs: number;
  p99Ms: number;
  bytesPerAnswer: number;
  writes: number;
  /** All that were sent, those of the first half second too. */
  requests: number;
  statuses: Record<string, number>;
}

async function measure(job: Job): Promise<Measured> {
  const connections = Array.from({ length: job.clients }, () => new LoadConnection(job.origin));
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  let writesDone = 0;
  let turn = 0;
  const heldNow: LoadRequest[] = [];
  let stopAt = Number.POSITIVE_INFINITY;
  let writesNow = Math.ceil(job.writes.length / WARM_UP_SHARE);

  const note = (status: number) => (statuses[status] = (statuses[status] ?? 0) + 1);

  async function read(connection: LoadConnection): Promise<void> {
    const request = job.reads[turn % job.reads.length] as LoadRequest;
    const began = performance.now();
    const answer = await connection.send(request);
    times.push(performance.now() - began);
    bytes += answer.bytes;
    note(answer.status);
  }

  async function pair(connection: LoadConnection, hold: LoadRequest): Promise<void> {
    const began = performance.now();
    const held = await connection.send(hold);
    note(held.status);
    if (held.status !== 201) return;
    const { booking } = JSON.parse(held.body) as { booking: { id: string } };
    const confirmed = await connection.send(actOn(booking.id, 'confirm', hold));
    note(confirmed.status);
    if (confirmed.status === 200) times.push(performance.now() - began);
  }

  async function single(connection: LoadConnection, write: LoadRequest): Promise<void> {
    const began = performance.now();
    const { status } = await connection.send(write);
    note(status);
    if (status < 300) times.push(performance.now() - began);
  }

  async function holdForNow(connection: LoadConnection, hold: LoadRequest): Promise<void> {
    const held = await connection.send(anew(hold));
    note(held.status);
    const { booking } = JSON.parse(held.body) as { booking?: { id: string } };
    if (booking) heldNow.push(actOn(booking.id, 'cancel', hold));
  }

  async function client(connection: LoadConnection): Promise<void> {
    while (performance.now() < stopAt) {
      turn++;
      const isMeasured = job.reads.length === 0;
      const writes = isMeasured || turn % (job.readsPerWrite + 1) === 0;
      const letGo = writes ? heldNow.shift() : undefined;
      const mayHold = writes && !letGo && job.writes.length > 0 && (!isMeasured || writesDone < writesNow);
      const hold = mayHold ? job.writes[writesDone++ % job.writes.length] : undefined;

      if (letGo) note((await connection.send(letGo)).status);
      else if (hold && isMeasured) await (job.pairs ? pair(connection, hold) : single(connection, hold));
      else if (hold) await holdForNow(connection, hold);
      else if (isMeasured) return;
      else await read(connection);
    }
  }

  // A first half second warms both sides up and is not counted; it does not spend all of few writes.
  stopAt = performance.now() + 500;
  await Promise.all(connections.map(client));
  times.length = 0;
  bytes = 0;
  writesNow = job.writes.length;

  const began = performance.now();
  stopAt = began + job.seconds * 1000;
  await Promise.all(connections.map(client));
  const took = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();
  if (times.length === 0) throw new Error(`nothing was done that could be measured: ${JSON.stringify(statuses)}`);

  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / took,
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    bytesPerAnswer: Math.round(bytes / Math.max(1, times.length)),
    writes: writesDone,
    requests: Object.values(statuses).reduce((sum, one) => sum + one, 0),
    statuses,
  };
}

function actOn(booking: string, verb: 'confirm' | 'cancel', hold: LoadRequest): LoadRequest {
  return {
    method: 'POST',
    path: `/api/bookings/${booking}/${verb}`,
    headers: { ...hold.headers, ...freshKey() },
    body: '{}',
  };
}

/** Not a second try of what was sent before. */
function anew(write: LoadRequest): LoadRequest {
  return { ...write, headers: { ...write.headers, ...freshKey() } };
}

const freshKey = () => ({ 'idempotency-key': crypto.randomUUID() });

if (import.meta.main) {
  const job = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Job;
  console.log(JSON.stringify(await measure(job)));
}
