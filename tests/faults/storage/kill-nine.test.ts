import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { seeded } from '../../load/fill-branch.ts';
import { binariesWithTools, NO_TOOLS } from '../../support/backups/backup-place.ts';
import { assertSound } from '../../support/checker/check-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { LOST, whatIsBroken } from '../../support/checker/what-is-broken.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { BusyClients } from '../../support/faults/busy-clients.ts';
import {
  atAnyMoment,
  inBackup,
  inCheckpoint,
  inMigration,
  type KillMoment,
} from '../../support/faults/kill-moments.ts';
import { KillableBackups } from '../../support/faults/killed-backup.ts';
import { placeOnDisk } from '../../support/faults/place-on-disk.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

const PRELOAD = 'tests/support/faults/preload';
/** Of 1,000 on both. */
const FULL_ROUNDS = 500;
/** A start takes most of a second of a processor: these moments and no others in the quick version. */
const QUICK: Record<Engine, readonly string[]> = {
  sqlite: ['in a checkpoint', 'in a migration', 'in a backup'],
  postgres: ['at any moment'],
};
const CLIENTS = 6;
/** What clients are told between one kill and the next, at most, and how long after an answer it may come. */
const MOST_ANSWERS = 40;
const AFTER_MS = 15;
/** A control loses soon, though not every time. */
const MOST_CONTROLS = 10;

describe.each(ENGINES)('kill -9 under load, on $engine', ({ engine }) => {
  // The programs that copy a PostgreSQL refuse one that is newer than they are: in full it is their own that is killed.
  const pgBin = engine === 'postgres' && isFull ? binariesWithTools() : undefined;
  const copies = engine === 'sqlite' || pgBin !== undefined;
  const rounds = isFull ? FULL_ROUNDS : QUICK[engine].length;
  let server: TestPostgres | undefined;
  let library: RealLibrary;
  let backups: KillableBackups;

  beforeAll(async () => {
    if (pgBin !== undefined) server = await startPostgres(pgBin);
    const place = await placeOnDisk(engine, server?.url);
    library = await realLibrary(engine, { place });
    backups = await KillableBackups.of(place, pgBin);
  });
  afterAll(async () => {
    backups.remove();
    await library.place.drop();
    await server?.stop();
  });

  test(`at any moment, in checkpoints, migrations and backups, ${rounds} times: nothing that was answered is lost`, async () => {
    const log = new ToldLog();
    const random = seeded(9);
    const all = Object.entries({
      'at any moment': atAnyMoment,
      'in a checkpoint': inCheckpoint,
      'in a migration': inMigration,
      ...(copies && { 'in a backup': inBackup(backups) }),
    } satisfies Record<string, KillMoment>);
    const moments = isFull ? all : all.filter(([name]) => QUICK[engine].includes(name));
    const met: Record<string, number> = {};
    let slowest = 0;

    // It comes to a checkpoint within a round.
    const api = await ApiProcess.start(library.place, { preload: [`${PRELOAD}/bring-log-in-often.ts`] });
    try {
      const { untilBack } = api;
      const busy = await BusyClients.begin(library, api, { log, clients: CLIENTS, seed: 1, untilBack });
      for (let round = 0; round < rounds; round++) {
        const [name, kill] = moments[round % moments.length]!;
        await busy.told(1 + random() * MOST_ANSWERS);
        await sleep(random() * AFTER_MS);
        const hasMet = await kill({ ...library.place, api, random });
        met[name] = (met[name] ?? 0) + Number(hasMet);
        const began = performance.now();
        await api.start();
        slowest = Math.max(slowest, performance.now() - began);
      }
      await busy.stop();
      await library.checked((checked) => assertSound({ ...checked, request: api.request }, log));
    } finally {
      await api.kill().catch(() => undefined);
    }

    const again = log.intents.filter(({ tries }) => tries > 1).length;
    const where = Object.entries(met).map(([name, count]) => `${count} ${name}`);
    console.log(
      `${engine}, kill -9: ${rounds} rounds (${where.join(', ')}), ${log.intents.length} answers, ${again} of them asked for again, ` +
        `0 lost, nothing twice; the slowest start ${Math.round(slowest)} ms`,
    );
    if (isFull) for (const [name] of moments) expect(met[name]).toBeGreaterThan(0);
    if (!copies || !isFull) return;
    const { whole, named } = await backups.takeOne();
    expect(whole).toBe(named);
  });

  if (isFull && !copies) test('in a backup', ({ skip }) => skip(NO_TOOLS));

  test('control: a process that answers before it has committed loses what it answered', async () => {
    const hurried = await realLibrary(engine);
    const log = new ToldLog();
    const api = await ApiProcess.start(hurried.place, { preload: [`${PRELOAD}/answer-early.ts`], asModules: true });
    let broken: string[] = [];
    try {
      for (let round = 0; broken.length === 0 && round < MOST_CONTROLS; round++) {
        if (round > 0) await api.start();
        const busy = await BusyClients.begin(hurried, api, {
          log,
          clients: CLIENTS,
          seed: round,
          from: round * CLIENTS,
        });
        await busy.told(1);
        await api.kill();
        // Whose answer never came does not ask again: that would put right what was lost.
        await busy.stop().catch(() => undefined);
        broken = await whatIsBroken(hurried, log);
      }
      expect(broken).toContain(LOST);
    } finally {
      await api.kill().catch(() => undefined);
      await hurried.place.drop();
    }
  });
});
