import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { SqliteConnection } from '../../../api/storage/engine/sqlite/sqlite-connection.ts';
import { quickFolder } from '../../support/quick-folder.ts';

const PROGRAM = join(import.meta.dirname, '../../support/holding-program.ts');

const folder = quickFolder('quietroom-opening-');
afterAll(() => rmSync(folder, { recursive: true }));

async function whileHeld<T>(path: string, work: () => T): Promise<T> {
  const holder = new Worker(PROGRAM, { workerData: { path, holdMs: 200 } });
  const ended = once(holder, 'exit');
  await once(holder, 'message');
  try {
    return work();
  } finally {
    await ended;
  }
}

test('a new file that another process is making is waited for', async () => {
  const connection = await whileHeld(
    join(folder, 'new.db'),
    () => new SqliteConnection(join(folder, 'new.db'), 'write'),
  );
  expect(connection.pragma('journal_mode')).toBe('wal');
  connection.close();
});

test('a control: SQLite itself does not wait for it, whatever it is told', async () => {
  const path = join(folder, 'control.db');
  const raw = new DatabaseSync(path, { timeout: 5_000 });
  await expect(whileHeld(path, () => raw.exec('pragma journal_mode = wal'))).rejects.toThrow('database is locked');
  raw.close();
});
