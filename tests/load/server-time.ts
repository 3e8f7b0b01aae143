import { readFileSync } from 'node:fs';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { openServices } from '../../api/services.ts';
import type { LoadRequest } from './http-client.ts';

/** A program: how long the server works on each search, socket and network left out. Prints the median in milliseconds. */
interface TimeJob {
  reads: LoadRequest[];
  writes: LoadRequest[];
  readsPerWrite: number;
  rounds: number;
}

const job = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as TimeJob;
const config = readConfig(process.env);
const services = await openServices(config);
const app = createApp(services, { version: 'bench', tls: false, trustedProxies: [] });
const times: number[] = [];
let writes = 0;

for (let turn = 0; turn < job.rounds; turn++) {
  const write = turn % job.readsPerWrite === 0 ? job.writes[writes++] : undefined;
  if (write)
    await app.request(write.path, { method: write.method, headers: headersOf(write), body: write.body ?? null });

  const { path, headers = {} } = job.reads[turn % job.reads.length] as LoadRequest;
  const began = performance.now();
  const answer = await app.request(path, { headers });
  await answer.arrayBuffer();
  if (turn >= job.rounds / 10) times.push(performance.now() - began); // the first tenth warms up
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
}

times.sort((a, b) => a - b);
console.log(
  JSON.stringify({ medianMs: times[Math.floor(times.length / 2)], p99Ms: times[Math.floor(times.length * 0.99)] }),
);
await services.close();

function headersOf(write: LoadRequest): Record<string, string> {
  return { 'content-type': 'application/json', ...write.headers };
}
