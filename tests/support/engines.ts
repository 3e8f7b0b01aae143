import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openServices } from '../../api/services.ts';
import type { Engine } from '../../api/storage/engine/statement.ts';
import { quickFolder } from './quick-folder.ts';

/** A database and a DATA_DIR of a test's own. Given to openServices or openDatabase as they are. */
export interface FreshDatabase {
  databaseUrl: string;
  dataDir: string;
  /** Removes both; whoever is still connected is thrown out. */
  drop(): Promise<void>;
}

export interface TestEngine {
  engine: Engine;
  /** Both are empty: nobody ever opened them. */
  fresh: () => Promise<FreshDatabase>;
  /** Schema, keys and marker are there, and no network: a copy, many times quicker than `fresh` and a first opening. */
  ready: () => Promise<FreshDatabase>;
}

/** For `describe.each(ENGINES)('… on $engine', ({ engine, ready }) => …)`. */
export const ENGINES: TestEngine[] = [
  { engine: 'sqlite', fresh: () => sqliteIn(ownFolder()), ready: readySqlite },
  { engine: 'postgres', fresh: () => createPostgres(), ready: readyPostgres },
];

export function freshDatabase(engine: Engine): Promise<FreshDatabase> {
  return of(engine).fresh();
}

export function readyDatabase(engine: Engine): Promise<FreshDatabase> {
  return of(engine).ready();
}

/** Opens a database of each engine once, for `ready` to copy. Workers read where they are from the environment. */
export async function makeReady(): Promise<() => Promise<void>> {
  const made = await Promise.all(ENGINES.map(({ fresh }) => fresh()));
  for (const place of made) await (await openServices(place, { createKeys: true })).close();
  process.env.TEST_READY_DATABASES = JSON.stringify(made);
  return async () => {
    for (const place of made) await place.drop();
  };
}

function of(wanted: Engine): TestEngine {
  return ENGINES.find(({ engine }) => engine === wanted)!;
}

function readyOf(wanted: Engine): Omit<FreshDatabase, 'drop'> {
  const made = JSON.parse(process.env.TEST_READY_DATABASES ?? '[]') as FreshDatabase[];
  const place = made.find(({ databaseUrl }) => databaseUrl.startsWith('file:') === (wanted === 'sqlite'));
  if (!place) throw new Error('TEST_READY_DATABASES is not set: run this by vitest, in the project "api"');
  return place;
}

function ownFolder(from?: string): string {
  const folder = quickFolder('quietroom-test-');
  if (from) cpSync(from, folder, { recursive: true });
  return folder;
}

async function sqliteIn(dataDir: string): Promise<FreshDatabase> {
  const drop = async () => rmSync(dataDir, { recursive: true, force: true });
  return { databaseUrl: `file:${join(dataDir, 'quietroom.db')}`, dataDir, drop };
}

function readySqlite(): Promise<FreshDatabase> {
  return sqliteIn(ownFolder(readyOf('sqlite').dataDir));
}

function readyPostgres(): Promise<FreshDatabase> {
  const { databaseUrl, dataDir } = readyOf('postgres');
  // Copied as files, not page by page through the log, which takes twice as long.
  return createPostgres(`template ${new URL(databaseUrl).pathname.slice(1)} strategy file_copy`, dataDir);
}

async function createPostgres(how = '', dataFrom?: string): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this by vitest, in the project "api"');

  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} ${how}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataDir = ownFolder(dataFrom);

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
