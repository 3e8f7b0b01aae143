import { watch } from 'node:fs';
import pg from 'pg';
import { sqlitePath } from '../../../api/storage/engine/database-url.ts';
import { SCHEMA_VERSION } from '../../../api/storage/migrate.ts';
import type { ApiProcess } from './api-process.ts';
import type { KillableBackups } from './killed-backup.ts';
import { killOnTheWay } from './killed-start.ts';
import { diedBringingIn } from './log-index.ts';
import { makeOlder, OLDEST, stepsFrom } from './older-library.ts';

export interface Victim {
  api: ApiProcess;
  databaseUrl: string;
  dataDir: string;
  random: () => number;
}

/** Kills the process, and whatever else it takes for that moment. @returns whether the kill met what it was to meet */
export type KillMoment = (victim: Victim) => Promise<boolean>;

const STEPS = 'tests/support/faults/preload/step-slowly.ts';
const STEP_MS = 10;
const COPYING_MS = 300;

export const atAnyMoment: KillMoment = async ({ api }) => {
  await api.kill();
  return true;
};

/** While what was written to the log is brought into its place. */
export const inCheckpoint: KillMoment = async ({ api, databaseUrl }) => {
  const file = sqlitePath(databaseUrl);
  if (file !== undefined) {
    await killAtChange(file, api);
    return diedBringingIn(file);
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const bringsIn = client.query('checkpoint');
  await api.kill();
  await bringsIn;
  await client.end();
  return true;
};

/** While it brings up to date what an earlier release left behind. */
export const inMigration: KillMoment = async ({ api, databaseUrl, dataDir, random }) => {
  await api.kill();
  const engine = sqlitePath(databaseUrl) === undefined ? 'postgres' : 'sqlite';
  const version = OLDEST + Math.floor(random() * (SCHEMA_VERSION - OLDEST));
  await makeOlder({ databaseUrl, dataDir }, version);
  return killOnTheWay(
    { databaseUrl, dataDir },
    {
      preload: STEPS,
      word: random() < 0.5 ? 'a step begins' : 'a step is done',
      times: 1 + Math.floor(random() * stepsFrom(engine, version)),
      afterMs: random() * STEP_MS,
    },
  );
};

/** Both the service and the program that copies beside it. */
export function inBackup(backups: KillableBackups): KillMoment {
  return async ({ api, random }) => {
    const wasAtWork = await backups.killOne(random() * COPYING_MS);
    await api.kill();
    return wasAtWork;
  };
}

/** While the log goes, nothing else writes to the database's own file. */
async function killAtChange(file: string, api: ApiProcess): Promise<void> {
  await new Promise<void>((changed) => {
    const watching = watch(file, () => {
      watching.close();
      void api.kill().then(() => changed());
    });
  });
}
