import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CannotBackUp } from '../cannot-back-up.ts';

/** PostgreSQL's own programs, of a version that fits the server. */
export interface PostgresTools {
  version: number;
  dump(databaseUrl: string, to: string): Promise<void>;
  /** What the dump says that it holds, a line for each thing. */
  list(dump: string): Promise<string>;
  /** Into an empty database, whole or not at all. */
  restore(databaseUrl: string, dump: string): Promise<void>;
}

/** Where Debian and its kin keep the programs of each version. */
const DEBIAN = '/usr/lib/postgresql';
const DUMP = ['--format=custom', '--no-owner', '--no-privileges'];
const RESTORE = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges'];

export interface ToolPlace {
  /** PG_BIN */
  binFolder: string | undefined;
  /** Of the process: with PATH, and whatever libpq reads. */
  environment: Record<string, string | undefined>;
}

/**
 * Looks in PG_BIN or, without it, in PATH and where Debian puts them, for the oldest that is not older than the server: an
 * older one cannot read it.
 *
 * @throws CannotBackUp `no_tools`, and says what was found and what to install.
 */
export async function findPostgresTools(server: number, place: ToolPlace): Promise<PostgresTools> {
  const { binFolder, environment } = place;
  const found: { folder: string; version: number }[] = [];
  for (const folder of binFolder === undefined ? ['', ...debianFolders()] : [binFolder]) {
    const version = await versionIn(folder, environment);
    if (version !== undefined) found.push({ folder, version });
  }
  const fitting = found.filter(({ version }) => version >= server).toSorted((a, b) => a.version - b.version)[0];
  if (fitting) return toolsIn(fitting, environment);

  const where = binFolder === undefined ? 'in PATH' : `in PG_BIN (${binFolder})`;
  const seen = Math.max(...found.map(({ version }) => version));
  throw new CannotBackUp(
    'no_tools',
    `The server is PostgreSQL ${server}, and there is ${found.length > 0 ? `only pg_dump ${seen}` : 'no pg_dump'} ${where}. ` +
      `Install the client programs of PostgreSQL ${server} or newer (pg_dump and pg_restore), or set PG_BIN to their folder.`,
  );
}

function debianFolders(): string[] {
  try {
    return readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

type Environment = ToolPlace['environment'];

async function versionIn(folder: string, environment: Environment): Promise<number | undefined> {
  const ask = (name: string) => run(join(folder, name), ['--version'], environment).catch(() => '');
  const said = await Promise.all(['pg_dump', 'pg_restore'].map(ask));
  const versions = said.map((line) => Number(/\(PostgreSQL\) (\d+)/.exec(line)?.[1]));
  return versions.some(Number.isNaN) ? undefined : Math.min(...versions);
}

function toolsIn({ folder, version }: { folder: string; version: number }, environment: Environment): PostgresTools {
  const tool = (name: string, args: string[], databaseUrl?: string) => {
    // Arguments can be read by everybody on the machine, the environment of a process cannot.
    const url = databaseUrl === undefined ? undefined : new URL(databaseUrl);
    const password = url?.password ? { PGPASSWORD: decodeURIComponent(url.password) } : {};
    if (url) url.password = '';
    return run(join(folder, name), [...args, ...(url ? ['--dbname', url.href] : [])], { ...environment, ...password });
  };
  return {
    version,
    dump: async (databaseUrl, to) => void (await tool('pg_dump', [...DUMP, '--file', to], databaseUrl)),
    list: (dump) => tool('pg_restore', ['--list', dump]),
    restore: async (databaseUrl, dump) => void (await tool('pg_restore', [...RESTORE, dump], databaseUrl)),
  };
}

function run(program: string, args: string[], env: Environment): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complained = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.stderr.on('data', (part: Buffer) => (complained = (complained + part.toString()).slice(-2_000)));
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) return done(said);
      const isFull = /No space left/i.test(complained);
      failed(new CannotBackUp(isFull ? 'disk_full' : 'failed', `${basename(program)}: ${complained.trim()}`));
    });
  });
}
