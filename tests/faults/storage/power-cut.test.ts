import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { seeded } from '../../load/fill-branch.ts';
import { LIGHT } from '../../support/api.ts';
import { checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { BusyClients } from '../../support/faults/busy-clients.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { NoSuchDisk, ReflinkDisk } from '../../support/faults/reflink-disk.ts';
import { AS_IT_IS, WEAKER, type Setting } from '../../support/faults/weaker-setting.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

/** Of 200 in all. */
const FULL_CUTS = { sqlite: 160, postgres: 40 };
const QUICK_CUTS = 3;
const CLIENTS = 6;
/** What clients are told between one cut and the next, at most, and how long after an answer it may come. */
const MOST_ANSWERS = 30;
const AFTER_MS = 15;
/** A control loses soon, though not every time. */
const MOST_CONTROLS = 10;

/** What PostgreSQL makes of a disk is PostgreSQL's: that we wait for it, sync-before-answer.test.ts shows each time. */
const TRIED = ENGINES.filter(({ engine }) => isFull || engine === 'sqlite');

describe.each(TRIED)('power cuts, on $engine', ({ engine }) => {
  const all = isFull ? FULL_CUTS[engine] : QUICK_CUTS;
  let disk: ReflinkDisk | NoSuchDisk;
  let server: TestPostgres | undefined;
  let library: RealLibrary;
  const log = new ToldLog();
  beforeAll(async () => {
    disk = diskOrNone();
    if (disk instanceof NoSuchDisk) return;
    const dataDir = join(disk.folder, 'library');
    mkdirSync(dataDir, { mode: 0o700 });
    if (engine === 'postgres') server = await startPostgres(undefined, postgresOn(disk.folder));
    const databaseUrl = server?.url ?? `file:${join(dataDir, 'quietroom.db')}`;
    library = await realLibrary(engine, { place: { databaseUrl, dataDir, drop: async () => {} } });
  });
  afterAll(async () => {
    await server?.stop();
    if (disk instanceof ReflinkDisk) disk.remove();
  });

  /** Clients write without a pause; each cut is held against what they had been told before it. @returns what is broken after a cut */
  async function cutAndLook(cuts: number, { options, address }: Setting, enough = Infinity) {
    const random = seeded(cuts);
    const broken: string[] = [];
    const place = { ...library.place, databaseUrl: library.place.databaseUrl + address };
    const api = await ApiProcess.start(place, options);
    try {
      const from = log.intents.length > 0 ? CLIENTS : 0;
      const busy = await BusyClients.begin(library, api, {
        log,
        clients: CLIENTS,
        seed: cuts,
        from,
        // While a cut is looked at nobody sends anything, and the server ends lines that nothing goes over.
        untilBack: api.untilBack,
      });
      for (let n = 0; n < cuts && broken.length < enough; n++) {
        await busy.told(1 + random() * MOST_ANSWERS);
        await sleep(random() * AFTER_MS);
        broken.push(...(await afterCut()));
      }
      await busy.stop();
    } finally {
      await api.kill();
    }
    return broken;
  }

  async function afterCut(): Promise<string[]> {
    const told = log.intents.map((intent) => ({ ...intent }));
    const { folder, remove } = await (disk as ReflinkDisk).cut();
    // What was asked or answered meanwhile may be there or not.
    const asked = log.intents.slice(told.length).map((intent) => ({ ...intent, answer: undefined }));
    const heard = new ToldLog();
    heard.intents.push(...told, ...asked);

    const copy = engine === 'postgres' ? await startPostgres(undefined, postgresOn(folder)) : undefined;
    try {
      const dataDir = join(folder, 'library');
      const place = { databaseUrl: copy?.url ?? `file:${join(dataDir, 'quietroom.db')}`, dataDir };
      const services = await openServices(place, { hashing: LIGHT });
      try {
        return (await checkLibrary({ services, place }, heard)).map((finding) => JSON.stringify(finding));
      } finally {
        await services.close();
      }
    } catch (fault) {
      // Such as one that is behind its audit record.
      if (fault instanceof CannotOpen) return [fault.message];
      throw fault;
    } finally {
      await copy?.stop();
      remove();
    }
  }

  test(`whatever was answered before one is there after it, ${all} times`, async ({ skip }) => {
    if (disk instanceof NoSuchDisk) return skip(`NOT PROVED: ${disk.message}`);
    const broken = await cutAndLook(all, AS_IT_IS);
    const answers = log.intents.filter(({ answer }) => answer).length;
    console.log(`${engine}: ${all} power cuts among ${answers} answers, ${broken.length} of the answers lost`);
    expect(broken).toEqual([]);
    expect(answers).toBeGreaterThan(all);
  });

  test('control: with the weaker setting something that was answered is gone', async ({ skip }) => {
    if (disk instanceof NoSuchDisk) return skip(`NOT PROVED: ${disk.message}`);
    const broken = await cutAndLook(MOST_CONTROLS, WEAKER[engine], 1);
    expect(broken.join()).toMatch(/what was answered is not there|behind its audit record/);
  });
});

function diskOrNone(): ReflinkDisk | NoSuchDisk {
  try {
    return ReflinkDisk.make();
  } catch (fault) {
    if (fault instanceof NoSuchDisk) return fault;
    throw fault;
  }
}

/** The server's folder on a disk; who had it when power was cut is not there any more. */
function postgresOn(folder: string): string {
  const files = join(folder, 'postgres');
  mkdirSync(files, { recursive: true });
  rmSync(join(files, 'data/postmaster.pid'), { force: true });
  return files;
}
