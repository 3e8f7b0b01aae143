import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ToldLog } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { BusyClients } from '../../support/faults/busy-clients.ts';
import { placeOnDisk } from '../../support/faults/place-on-disk.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { NoTrace, traced, type Acknowledged } from '../../support/faults/sync-trace.ts';
import { AS_IT_IS, WEAKER, type Setting } from '../../support/faults/weaker-setting.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { quickFolder } from '../../support/quick-folder.ts';

/** Half of them one after the other, when a sync in between is nobody else's; half of them at once, when commits are shared. */
const ANSWERS = isFull ? 5_000 : 60;
const CLIENTS = 6;

describe.each(ENGINES)('a sync of the log before each answer, on $engine', ({ engine }) => {
  let server: TestPostgres | undefined;
  let files: string | undefined;
  let library: RealLibrary;
  beforeAll(async () => {
    if (engine === 'postgres') {
      files = quickFolder('quietroom-postgres-');
      server = await startPostgres(undefined, files);
    }
    const place = server && (await placeOnDisk(engine, server.url));
    library = await realLibrary(engine, { ...(place && { place }) });
  });
  afterAll(async () => {
    await server?.stop();
    await library.place.drop();
    if (files) rmSync(files, { recursive: true, force: true });
  });

  async function look(
    work: { answers: number; clients: number; from: number }[],
    { options, address }: Setting,
  ): Promise<Acknowledged | NoTrace> {
    const log = new ToldLog();
    const place = { ...library.place, databaseUrl: library.place.databaseUrl + address };
    const api = await ApiProcess.start(place, options);
    try {
      const pids = () => [api.pid, ...(server?.pid ? familyOf(server.pid) : [])];
      return await traced(pids, async () => {
        for (const { answers, clients, from } of work) {
          const busy = await BusyClients.begin(library, api, { log, clients, seed: clients, from });
          await busy.told(answers);
          await busy.stop();
        }
      });
    } catch (fault) {
      if (fault instanceof NoTrace) return fault;
      throw fault;
    } finally {
      await api.kill();
    }
  }

  test(`no write is answered before the disk has it, of ${ANSWERS}`, async ({ skip }) => {
    const oneByOne = { answers: ANSWERS / 2, clients: 1, from: 0 };
    const atOnce = { answers: ANSWERS / 2, clients: CLIENTS, from: 1 };
    const seen = await look([oneByOne, atOnce], AS_IT_IS);
    if (seen instanceof NoTrace) return skip(`NOT PROVED: ${seen.message}`);
    console.log(
      `${engine}: ${seen.answers} writes acknowledged, ${seen.syncs} syncs of the log, ${seen.early} answered before theirs`,
    );
    expect(seen.early).toBe(0);
    expect(seen.answers).toBeGreaterThanOrEqual(ANSWERS);
  });

  test('control: with the weaker setting, answers that leave before are seen', async ({ skip }) => {
    const seen = await look([{ answers: 10, clients: 1, from: CLIENTS + 1 }], WEAKER[engine]);
    if (seen instanceof NoTrace) return skip(`NOT PROVED: ${seen.message}`);
    expect(seen.early).toBeGreaterThan(0);
  });
});

/** A server and those of its processes that are there already; the others are traced as they are made. */
function familyOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return [pid, ...children.filter((one) => one !== '').map(Number)];
}
