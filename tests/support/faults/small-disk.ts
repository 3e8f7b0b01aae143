import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FreshDatabase } from '../engines.ts';

const BLOCK = Buffer.alloc(64 * 1024);
const LEAST = Buffer.alloc(512);

/** A disk of its own for a library, so small that it can be filled. */
export class SmallDisk {
  readonly place: FreshDatabase;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.#ballast = join(folder, 'ballast');
    const dataDir = join(folder, 'data');
    this.place = {
      databaseUrl: `file:${join(dataDir, 'quietroom.db')}`,
      dataDir,
      drop: async () => {
        execFileSync('umount', [folder], { stdio: 'pipe' });
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  /** Undefined where nothing may be mounted: that takes Linux, and root. */
  static mount(megabytes: number): SmallDisk | undefined {
    if (process.platform !== 'linux') return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'quietroom-small-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      rmSync(folder, { recursive: true });
      return undefined;
    }
    return new SmallDisk(folder);
  }

  /** To the last byte. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    for (const block of [BLOCK, LEAST]) {
      try {
        while (writeSync(file, block) === block.length) continue;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    closeSync(file);
  }

  free(): void {
    rmSync(this.#ballast);
  }
}
