import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Not of the family that quick-folder.ts sweeps: what is mounted is to be unmounted first. */
const NAME = 'disk-of-quietroom-';
/** Both are sparse. */
const OUTER_BYTES = 4 * 2 ** 30;
const DISK_BYTES = 768 * 2 ** 20;

const begin = promisify(execFile);
/** Where the tools of disks are; not every shell looks there. */
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
const run = (program: string, ...args: string[]) => void execFileSync(program, args, { stdio: 'pipe', env });

/** This machine cannot do it; the message says what it lacks. */
export class NoSuchDisk extends Error {
  override readonly name = 'NoSuchDisk';
}

/**
 * A disk whose power can be cut without stopping anybody: ext4 in a file that lies on btrfs. A reflink of that file is the disk as it
 * was at that instant: what was handed to the disk by then is there, what still lay in the system's memory is not.
 */
export class ReflinkDisk {
  readonly #base: string;
  #cuts = 0;

  private constructor(base: string) {
    this.#base = base;
  }

  /** @throws NoSuchDisk */
  static make(): ReflinkDisk {
    const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    removeAbandoned(place);
    const base = mkdtempSync(join(place, `${NAME}${process.pid}-`));
    // PostgreSQL, which does not run as root, has to come through to its own.
    chmodSync(base, 0o711);
    const leaveNothing = () => removeDisk(base);
    process.once('exit', leaveNothing);
    try {
      makeSparse(join(base, 'outer'), OUTER_BYTES);
      for (const folder of ['btrfs', 'disk']) mkdirSync(join(base, folder));
      run('mkfs.btrfs', '-q', join(base, 'outer'));
      run('mount', '-o', 'loop', join(base, 'outer'), join(base, 'btrfs'));
      makeSparse(join(base, 'btrfs/disk'), DISK_BYTES);
      run('mkfs.ext4', '-q', join(base, 'btrfs/disk'));
      run('mount', '-o', 'loop', join(base, 'btrfs/disk'), join(base, 'disk'));
      run('cp', '--reflink=always', join(base, 'btrfs/disk'), join(base, 'btrfs/tried'));
      return new ReflinkDisk(base);
    } catch (fault) {
      removeDisk(base);
      process.off('exit', leaveNothing);
      throw new NoSuchDisk(`no disk by reflinks: ${(fault as Error).message.trim()}`, { cause: fault });
    }
  }

  /** Where it is mounted. */
  get folder(): string {
    return join(this.#base, 'disk');
  }

  /** The disk as it is found when power comes back, mounted at `folder`. */
  async cut(): Promise<{ folder: string; remove(): void }> {
    const name = `cut-${++this.#cuts}`;
    const file = join(this.#base, 'btrfs', name);
    await begin('cp', ['--reflink=always', join(this.#base, 'btrfs/disk'), file]);
    const folder = join(this.#base, name);
    mkdirSync(folder);
    run('mount', '-o', 'loop', file, folder);
    const remove = () => {
      unmount(folder);
      rmSync(folder, { recursive: true });
      rmSync(file);
    };
    return { folder, remove };
  }

  remove(): void {
    removeDisk(this.#base);
  }
}

function makeSparse(path: string, bytes: number): void {
  writeFileSync(path, '', { mode: 0o600 });
  truncateSync(path, bytes);
}

/** Whatever came of it: nothing stays mounted, attached or in memory. The loop devices go with their mounts. */
function removeDisk(base: string): void {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const folders = mounts.map((line) => line.split(' ')[1] ?? '').filter((folder) => folder.startsWith(`${base}/`));
  // What was mounted last lies on what was mounted first.
  for (const folder of folders.toReversed()) unmount(folder);
  rmSync(base, { recursive: true, force: true });
}

function unmount(folder: string): void {
  try {
    run('umount', folder);
  } catch {
    // Somebody has a file open there who is about to end.
    run('umount', '--lazy', folder);
  }
}

/** Disks of runs that were killed. */
function removeAbandoned(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(NAME)) continue;
    const [owner] = name.slice(NAME.length).split('-');
    if (!existsSync(`/proc/${owner}`)) removeDisk(join(place, name));
  }
}
