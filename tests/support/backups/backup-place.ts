import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { runCommand, type Said } from '../commands/run-command.ts';
import { startPostgres } from '../postgres.ts';
import { root } from '../source-tree.ts';

/** Why nothing of PostgreSQL can be shown here. */
export const NO_TOOLS = 'NOT PROVED: no PostgreSQL with pg_dump and pg_restore of its own version is on this machine';

/** Where a library's database, keys and backups are, and the commands on them. */
export interface BackupPlace {
  databaseUrl: string;
  dataDir: string;
  /** Where backups go. */
  folder: string;
  identityFile: string;
  run(command: 'backup' | 'restore', args: string[], more?: Record<string, string>): Promise<Said>;
  /** `backup`, beside this test. */
  begin(): ReturnType<typeof spawn>;
  backups(folder?: string): string[];
  /** What its programs are told. */
  environment: Record<string, string | undefined>;
  /** The disk is lost: an empty place, with nothing but the keys, which were kept apart. */
  lost(): Promise<BackupPlace>;
}

export interface BackupEngine {
  place(): Promise<BackupPlace>;
  close(): Promise<void>;
}

/** undefined: it cannot be had here. */
export async function openBackupEngine(engine: Engine): Promise<BackupEngine | undefined> {
  const base = mkdtempSync(join(tmpdir(), 'quietroom-backups-'));
  const close = async () => rmSync(base, { recursive: true, force: true });
  if (engine === 'sqlite') {
    const database = async (folder: string) => `file:${join(folder, 'library.db')}`;
    return { place: () => newPlace(base, { database, pgBin: '' }), close };
  }
  const pgBin = binariesWithTools();
  if (pgBin === undefined) return undefined;
  const server = await startPostgres(pgBin);
  const database = async () => {
    const name = `library_${crypto.randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return server.url.replace(/\/postgres$/, `/${name}`);
  };
  return { place: () => newPlace(base, { database, pgBin }), close: async () => (await server.stop(), close()) };
}

/** A server and its own tools side by side, as packages of systems bring them. */
export function binariesWithTools(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const folders = [
    process.env['PG_BIN'] ?? [],
    existsSync(debian) ? readdirSync(debian).map((v) => join(debian, v, 'bin')) : [],
  ];
  return folders
    .flat()
    .find((folder) => ['postgres', 'initdb', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(folder, name))));
}

interface How {
  database: (folder: string) => Promise<string>;
  pgBin: string;
}

async function newPlace(base: string, how: How, keysOf?: BackupPlace): Promise<BackupPlace> {
  const dataDir = mkdtempSync(join(base, 'library-'));
  const folder = keysOf?.folder ?? join(mkdtempSync(join(base, 'backups-')), 'kept');
  mkdirSync(folder, { recursive: true });
  const identityFile = keysOf?.identityFile ?? join(dataDir, '../', `identity-${crypto.randomUUID()}`);
  if (keysOf) cpSync(join(keysOf.dataDir, 'keys'), join(dataDir, 'keys'));
  const identity = await generateX25519Identity();
  if (!keysOf) writeFileSync(identityFile, `# public key: ${await identityToRecipient(identity)}\n${identity}\n`);

  const databaseUrl = await how.database(dataDir);
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    BACKUP_TO: folder,
    BACKUP_RECIPIENT: keysOf ? '' : await identityToRecipient(identity),
    PG_BIN: how.pgBin,
    NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
  };
  const place: BackupPlace = {
    databaseUrl,
    dataDir,
    folder,
    identityFile,
    run: (command, args, more = {}) => runCommand(`safekeeping/${command}`, args, { ...environment, ...more }),
    begin: () =>
      spawn(process.execPath, [join(root, 'api/cli/safekeeping/backup.ts')], { env: environment, stdio: 'ignore' }),
    environment,
    backups: (at = folder) => readdirSync(at).filter((name) => name.endsWith('.age') && !name.startsWith('.')),
    lost: () => newPlace(base, how, place),
  };
  return place;
}

/** A second process that writes; `acknowledged`: the newest write that it was told is durable. */
export async function startWriting({ databaseUrl, dataDir }: BackupPlace) {
  const program = join(root, 'tests/support/backups/write-on.ts');
  const child = spawn(process.execPath, [program, databaseUrl, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  let acknowledged = 0;
  let heard = () => {};
  createInterface(child.stdout).on('line', (line) => {
    acknowledged = Number(line);
    heard();
  });
  const ended = new Promise((done) => child.once('exit', done));
  return {
    acknowledged: () => acknowledged,
    until: (count: number) =>
      new Promise<void>((done, failed) => {
        child.once('exit', (code) => failed(new Error(`the writer ended with ${code}`)));
        heard = () => acknowledged >= count && done();
        heard();
      }),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
