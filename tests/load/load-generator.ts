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
  reads: string[];
  /** Mixed into the reads, one among `readsPerWrite`; each is used once. */
  writes: LoadRequest[];
  readsPerWrite: number;
  /** Instead of reads: hold, then confirm what was held. */
  pairs: boolean;
}

export interface Measured {
  perSecond: number;
  medianMs: number;
  p99Ms: number;
  bytesPerAnswer: number;
  writes: number;
  statuses: Record<string, number>;
}

async function measure(job: Job): Promise<Measured> {
  const connections = Array.from({ length: job.clients }, () => new LoadConnection(job.origin));
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  let writesDone = 0;
  let turn = 0;
  let stopAt = Number.POSITIVE_INFINITY;

  const note = (status: number) => (statuses[status] = (statuses[status] ?? 0) + 1);

  async function read(connection: LoadConnection): Promise<void> {
    const path = job.reads[turn % job.reads.length] as string;
    const began = performance.now();
    const answer = await connection.send({ method: 'GET', path });
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
    const key = { 'idempotency-key': crypto.randomUUID() };
    const confirmed = await connection.send({
      method: 'POST',
      path: `/api/bookings/${booking.id}/confirm`,
      headers: { ...hold.headers, ...key },
      body: '{}',
    });
    note(confirmed.status);
    if (confirmed.status === 200) times.push(performance.now() - began);
  }

  async function client(connection: LoadConnection): Promise<void> {
    while (performance.now() < stopAt) {
      turn++;
      const write = job.pairs || turn % (job.readsPerWrite + 1) === 0 ? job.writes[writesDone] : undefined;
      if (job.pairs && !write) return;
      if (!write) {
        await read(connection);
        continue;
      }
      writesDone++;
      if (job.pairs) await pair(connection, write);
      else note((await connection.send(write)).status);
    }
  }

  // A first half second warms both sides up and is not counted.
  stopAt = performance.now() + 500;
  await Promise.all(connections.map(client));
  times.length = 0;
  bytes = 0;

  const began = performance.now();
  stopAt = began + job.seconds * 1000;
  await Promise.all(connections.map(client));
  const took = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();

  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / took,
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    bytesPerAnswer: Math.round(bytes / Math.max(1, times.length)),
    writes: writesDone,
    statuses,
  };
}

if (import.meta.main) {
  const job = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Job;
  console.log(JSON.stringify(await measure(job)));
}
