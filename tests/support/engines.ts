import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Engine } from '../../api/storage/engine/statement.ts';

/** An empty database and an empty DATA_DIR of a test's own. Given to openServices or openDatabase as they are. */
export interface FreshDatabase {
  databaseUrl: string;
  dataDir: string;
  /** Removes both; whoever is still connected is thrown out. */
  drop(): Promise<void>;
}

/** For `describe.each(ENGINES)('… on $engine', ({ engine, fresh }) => …)`. */
export const ENGINES: { engine: Engine; fresh: () => Promise<FreshDatabase> }[] = [
  { engine: 'sqlite', fresh: freshSqlite },
  { engine: 'postgres', fresh: freshPostgres },
];

export function freshDatabase(engine: Engine): Promise<FreshDatabase> {
  return engine === 'sqlite' ? freshSqlite() : freshPostgres();
}

async function freshSqlite(): Promise<FreshDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quietroom-test-'));
  const drop = async () => rmSync(dataDir, { recursive: true, force: true });

  return { databaseUrl: `file:${join(dataDir, 'quietroom.db')}`, dataDir, drop };
}

async function freshPostgres(): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this by vitest, in the project "api"');

  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'quietroom-test-'));

  return {
    databaseUrl: url.href,
    dataDir,
    drop: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
