import { execFileSync, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import { installPostgres, type InstalledPostgres } from '../postgres.ts';

/** How a server of a test's own keeps what it has said yes to: a file system that goes on, and the log written at each commit. */
const KEPT = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=on', 'max_connections=40'];

/** A PostgreSQL that a test may stop, kill, freeze and fill; on one port for all its life. */
export class OwnPostgres {
  readonly #installed: InstalledPostgres;
  #server: ChildProcess | undefined;

  constructor(installed: InstalledPostgres) {
    this.#installed = installed;
  }

  static async start(): Promise<OwnPostgres> {
    const own = new OwnPostgres(await installPostgres());
    await own.start();
    return own;
  }

  get url(): string {
    return this.#installed.url;
  }

  async start(...settings: string[]): Promise<void> {
    this.#server = await this.#installed.run([...KEPT, ...settings]);
  }

  /** As `pg_ctl stop`: `fast` ends all connections first, `immediate` asks nobody. */
  stop(mode: 'fast' | 'immediate'): Promise<void> {
    return this.#gone(() => this.#running.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT'));
  }

  /** The server and all that work for it, at once. */
  async kill(): Promise<void> {
    await this.#gone(() => this.#toAll('SIGKILL'));
  }

  freeze(): void {
    this.#toAll('SIGSTOP');
  }

  thaw(): void {
    this.#toAll('SIGCONT');
  }

  /** Ends everybody's connections and takes all that there are. @returns what gives them back */
  async occupy(): Promise<() => Promise<void>> {
    const taken: pg.Client[] = [];
    const first = new pg.Client(this.url);
    await first.connect();
    for (;;) {
      await first.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'quietroom'`);
      const client = new pg.Client(this.url);
      client.on('error', () => {});
      try {
        await client.connect();
        taken.push(client);
      } catch {
        const others = await first.query(`select 1 from pg_stat_activity where application_name = 'quietroom'`);
        if (others.rowCount === 0) break;
      }
    }
    return async () => {
      for (const client of [...taken, first]) await client.end();
    };
  }

  async remove(): Promise<void> {
    if (this.#server) await this.stop('immediate');
    this.#installed.remove();
  }

  get #running(): ChildProcess {
    if (!this.#server) throw new Error('PostgreSQL does not run');
    return this.#server;
  }

  async #gone(end: () => void): Promise<void> {
    const server = this.#running;
    const ended = new Promise((done) => server.once('exit', done));
    end();
    await ended;
    this.#server = undefined;
  }

  #toAll(signal: NodeJS.Signals): void {
    const server = this.#running.pid!;
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    const children = lines
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([, parent]) => parent === server);
    // The server first: it would start others in the place of those that are gone.
    for (const pid of [server, ...children.map(([child]) => child!)]) {
      try {
        process.kill(pid, signal);
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault;
      }
    }
  }
}
