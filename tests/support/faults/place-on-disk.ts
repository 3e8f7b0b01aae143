import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { readyDatabase, type FreshDatabase } from '../engines.ts';

/**
 * A place for a library on a real disk, where writing takes its time: in memory a kill would hardly ever meet it. On PostgreSQL the
 * database that is given, or one of the server of all tests.
 */
export async function placeOnDisk(engine: Engine, databaseUrl?: string): Promise<FreshDatabase> {
  if (engine === 'postgres' && databaseUrl === undefined) return readyDatabase(engine);
  const dataDir = mkdtempSync(join(tmpdir(), 'quietroom-on-disk-'));
  return {
    databaseUrl: databaseUrl ?? `file:${join(dataDir, 'quietroom.db')}`,
    dataDir,
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
