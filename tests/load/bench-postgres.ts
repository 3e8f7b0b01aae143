import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type ChildProgram } from '../support/child-program.ts';
import { startPostgres } from '../support/postgres.ts';
import { holdsFrom, importInto, libraryIn, searches, signInAll } from './bench-library.ts';
import { branchFile } from './branch-generator.ts';
import { count, goal, percent, type Figure } from './figures-table.ts';
import type { LoadRequest } from './http-client.ts';
import { progress, type Measuring } from './measuring.ts';

/** Two of ours, PostgreSQL's, and whoever asks: with fewer they would only take turns. */
const CORES = 4;
const CLIENTS = 16;
const MORE = 1.6;
const SIZE = { counsellors: 20, rooms: 10, patrons: 128, fillers: 1 };
const PLACE = { branch: 'main', counsellors: { from: 0, count: SIZE.counsellors } };
const READS = 374;

/** Two API processes on one PostgreSQL that syncs each commit, beside one; the same number of clients in all. */
export async function postgresFigures(measuring: Measuring): Promise<Figure[]> {
  const cores = availableParallelism();
  if (cores < CORES) {
    const value = `not measured: ${count(cores)} cores, ${count(CORES)} are needed`;
    return [{ what: 'PostgreSQL: two processes, of one', value, goal: `≥ ${MORE} ×` }];
  }
  progress('one process and two on PostgreSQL');
  const folder = mkdtempSync(join(tmpdir(), 'quietroom-bench-postgres-'));
  const postgres = await startPostgres(undefined, folder);
  const library = libraryIn(join(measuring.folder, 'postgres'));
  const env = { ...library.env, DATABASE_URL: postgres.url };
  importInto({ ...library, env }, branchFile(SIZE));
  const servers: ChildProgram[] = [];
  try {
    for (let at = 0; at < 2; at++) servers.push(await startProgram('api/main.ts', ['start'], env));
    const { url } = servers[0]!;
    const cookies = await signInAll(url, SIZE);
    const holds = await holdsFrom(url, cookies, { fromDay: 1, wanted: 6000 });
    const reads = searches(PLACE, 30, READS);
    return [
      await twoOfOne(measuring, servers, 'searches of 30 days', { reads }),
      await twoOfOne(measuring, servers, 'hold + confirm', { holds }),
    ];
  } finally {
    for (const server of servers) await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function twoOfOne(
  measuring: Measuring,
  servers: readonly ChildProgram[],
  what: string,
  { reads = [], holds = [] }: { reads?: LoadRequest[]; holds?: LoadRequest[] },
): Promise<Figure> {
  const part = (clients: number) => {
    const writes = holds.splice(0, Math.ceil(holds.length / 6));
    return { reads, writes, pairs: reads.length === 0, clients };
  };
  for (const server of servers) await measuring.warmUp(server, part(CLIENTS / 2));
  const one = (await measuring.load(servers[0]!, part(CLIENTS))).perSecond;
  const both = await Promise.all(servers.map((server) => measuring.load(server, part(CLIENTS / 2))));
  const two = both.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const value = `${count(two)} a second (${percent(two / one)})`;
  return {
    ...goal(`PostgreSQL, ${what}: two processes, of one`, value, `≥ ${MORE} ×`, two >= MORE * one),
    floor: `${count(one)} a second`,
  };
}
