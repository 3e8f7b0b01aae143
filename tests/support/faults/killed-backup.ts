import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackupFile } from '../../../api/storage/backup/backup-file.ts';
import { COMPILED } from '../child-program.ts';
import { root } from '../source-tree.ts';

const COMMAND = join(root, 'api/cli/safekeeping/backup.ts');
const LOOK_MS = 2;

/** Backups of a library, taken beside the service. */
export class KillableBackups {
  readonly #place: { databaseUrl: string; dataDir: string };
  readonly #folder = mkdtempSync(join(tmpdir(), 'quietroom-killed-backups-'));
  readonly #identity: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(
    place: { databaseUrl: string; dataDir: string },
    how: { identity: string; recipient: string; pgBin: string | undefined },
  ) {
    const { databaseUrl, dataDir } = (this.#place = place);
    this.#identity = how.identity;
    this.#environment = {
      ...COMPILED,
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      BACKUP_TO: this.#folder,
      BACKUP_RECIPIENT: how.recipient,
      PG_BIN: how.pgBin,
    };
  }

  static async of(place: { databaseUrl: string; dataDir: string }, pgBin?: string): Promise<KillableBackups> {
    const identity = await generateX25519Identity();
    return new KillableBackups(place, { identity, recipient: await identityToRecipient(identity), pgBin });
  }

  /** Begins one and kills it so long after it began to copy. @returns whether it was still at work */
  async killOne(afterMs: number): Promise<boolean> {
    const before = this.#atWork().length;
    const { child, ended } = this.#begin();
    while (child.exitCode === null && this.#atWork().length === before) await sleep(LOOK_MS);
    await sleep(afterMs);
    const wasAtWork = this.#atWork().length > before;
    child.kill('SIGKILL');
    await ended;
    return wasAtWork;
  }

  /** @returns how many files have a backup's name and are whole, of how many that have one, after one more was taken in peace */
  async takeOne(): Promise<{ whole: number; named: number }> {
    const code = await this.#begin().ended;
    if (code !== 0) throw new Error(`the backup after the killed ones ended with ${code}`);
    const named = readdirSync(this.#folder).filter((name) => name.endsWith('.age'));
    let whole = 0;
    for (const name of named) {
      const opened = await openBackupFile(join(this.#folder, name), this.#identity);
      const copy = join(this.#folder, 'copy');
      // Reads to the end, and holds what it reads against the manifest.
      await opened.copyTo(copy).finally(() => opened.close());
      rmSync(copy);
      whole++;
    }
    return { whole, named: named.length };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #begin() {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND], {
      env: this.#environment,
      stdio: 'ignore',
    });
    return { child, ended: new Promise<number | null>((done) => child.once('exit', done)) };
  }

  #atWork(): string[] {
    return readdirSync(this.#place.dataDir).filter((name) => name.startsWith('backup-work-'));
  }
}
