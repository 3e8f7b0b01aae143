import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const { EIO, ENOSPC } = constants.errno;
export const ERRORS = { EIO, ENOSPC };

export interface Fault {
  /** Which call from now on fails: a write, a sync, a cut or an opening for writing. */
  nth: number;
  error: keyof typeof ERRORS;
  /** Every call after it fails, too, until `end`. */
  isLasting: boolean;
  /** A control: nothing is done, and it is said that it was. */
  isSwallowed?: boolean;
}

/** A disk that fails when it is told to, for programs that are started with `env`. */
export class FailingDisk {
  readonly env: Record<string, string>;
  readonly #folder: string;
  readonly #control: number;

  private constructor(folder: string, library: string, path: string) {
    this.#folder = folder;
    const control = join(folder, 'control');
    this.#control = openSync(control, 'w+');
    this.#write([0, 0, 0, 0, 0]);
    this.env = { LD_PRELOAD: library, FAULT_CONTROL: control, FAULT_PATH: path };
  }

  /** Undefined where there is no compiler, or the system knows no LD_PRELOAD. @param path of the files, or what their paths begin with */
  static make(path: string): FailingDisk | undefined {
    if (process.platform !== 'linux') return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'quietroom-failing-disk-'));
    const library = join(folder, 'failing-disk.so');
    const source = join(import.meta.dirname, 'failing-disk.c');
    try {
      execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'pipe' });
    } catch {
      rmSync(folder, { recursive: true });
      return undefined;
    }
    return new FailingDisk(folder, library, path);
  }

  arm({ nth, error, isLasting, isSwallowed = false }: Fault): void {
    // The countdown last: it is what begins it.
    this.#write([0, ERRORS[error], Number(isLasting), 0, Number(isSwallowed)]);
    this.#write([nth]);
  }

  /** How many calls have failed since it was armed. */
  get failed(): number {
    const numbers = new Int32Array(5);
    readSync(this.#control, numbers, 0, numbers.byteLength, 0);
    return numbers[3]!;
  }

  /** The cause is gone. */
  end(): void {
    this.#write([0, 0, 0, 0, 0]);
  }

  remove(): void {
    closeSync(this.#control);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(numbers: number[]): void {
    writeSync(this.#control, new Int32Array(numbers), 0, numbers.length * 4, 0);
  }
}
