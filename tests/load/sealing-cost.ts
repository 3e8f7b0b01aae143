import { readFileSync } from 'node:fs';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { logToStderr } from '../../api/http/log.ts';
import { startSealing } from '../../api/jobs/audit/start-sealing.ts';
import { openServices } from '../../api/services.ts';
import type { LoadRequest } from './http-client.ts';

/**
 * A program: pairs of hold and confirm with the audit record being sealed beside them, and without, in turns. What was not
 * sealed in a turn without is sealed after it, off the clock. Socket and network are left out, so that nothing hides it.
 */
export interface SealingJob {
  holds: LoadRequest[];
  clients: number;
  /** With and without: one turn each. */
  rounds: number;
  pairsATurn: number;
}

export interface SealingCost {
  sealed: Turn[];
  unsealed: Turn[];
}

interface Turn {
  pairsPerSecond: number;
  cpuUsAPair: number;
  p99Ms: number;
}

const job = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as SealingJob;
const config = readConfig(process.env);
const services = await openServices(config);
const app = createApp(services, { version: 'bench', tls: false, trustedProxies: [] });

const cost: SealingCost = { sealed: [], unsealed: [] };
await pairs(job.pairsATurn);
for (let round = 0; round < job.rounds; round++) {
  // Which comes first changes from round to round: the database grows.
  const order = round % 2 === 0 ? ['sealed', 'unsealed'] : ['unsealed', 'sealed'];
  for (const kind of order as (keyof SealingCost)[]) cost[kind].push(await turn(kind === 'sealed'));
}
console.log(JSON.stringify(cost));
await services.close();

async function turn(isSealed: boolean): Promise<Turn> {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const stop = isSealed ? startSealing(services, config.dataDir, logToStderr) : undefined;
  const times = await pairs(job.pairsATurn);
  await stop?.();
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  await startSealing(services, config.dataDir, logToStderr)();
  return {
    pairsPerSecond: (times.length * 1000) / tookMs,
    cpuUsAPair: (user + system) / times.length,
    p99Ms: times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0,
  };
}

/** @returns how long each took, in milliseconds */
async function pairs(count: number): Promise<number[]> {
  const holds = job.holds.splice(0, count);
  const times: number[] = [];
  const client = async () => {
    for (let hold = holds.shift(); hold; hold = holds.shift()) {
      const began = performance.now();
      const { booking } = (await (await post(hold.path, hold)).json()) as { booking?: { id: string } };
      // Another of the same hour had the last room by then.
      if (!booking) continue;
      const again = { ...hold, headers: { ...hold.headers, 'idempotency-key': crypto.randomUUID() }, body: '{}' };
      await (await post(`/api/bookings/${booking.id}/confirm`, again)).arrayBuffer();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: job.clients }, client));
  return times;
}

async function post(path: string, { headers, body }: LoadRequest): Promise<Response> {
  const answer = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body ?? null,
  });
  if (answer.status >= 300 && answer.status !== 409)
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
