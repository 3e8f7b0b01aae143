import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Random = () => number;

/** A library's folder, and an older copy of it: what somebody may put back. */
export interface Damaged {
  folder: string;
  older: string;
  random: Random;
}

const DB = 'quietroom.db';
const PAGE = 4096;

/** What disks, file systems and hands do to the files of a library. */
export const DAMAGE: Record<string, (where: Damaged) => void> = {
  'a bit of the file': (w) => flip(w, DB),
  'a bit of its header': (w) => flip(w, DB, 0, 100),
  'a piece of the file is zeroes': (w) => zero(w, DB, 64 + Math.floor(w.random() * PAGE)),
  'two pages are swapped': swapPages,
  'the file is cut': (w) => cut(w, DB),
  'a bit of the log': (w) => flip(w, `${DB}-wal`),
  'a bit of the log’s header': (w) => flip(w, `${DB}-wal`, 0, 32),
  'a bit at the log’s end': (w) => flip(w, `${DB}-wal`, Math.max(0, sizeOf(w, `${DB}-wal`) - PAGE - 24)),
  'a piece of the log is zeroes': (w) => zero(w, `${DB}-wal`, 64 + Math.floor(w.random() * PAGE)),
  'the log is cut': (w) => cut(w, `${DB}-wal`),
  'the log is gone': (w) => rmSync(join(w.folder, `${DB}-wal`)),
  'the log is gone with its index': (w) => {
    for (const ending of ['-wal', '-shm']) rmSync(join(w.folder, DB + ending));
  },
  'a bit of the log’s index': (w) => flip(w, `${DB}-shm`),
  'the index is gone': (w) => rmSync(join(w.folder, `${DB}-shm`)),
  'an older copy': (w) => {
    for (const ending of ['-wal', '-shm']) rmSync(join(w.folder, DB + ending));
    writeFileSync(join(w.folder, DB), readFileSync(join(w.older, DB)));
  },
  'the file is empty': (w) => truncateSync(join(w.folder, DB), 0),
  'the file is gone': (w) => rmSync(join(w.folder, DB)),
  'the file is gone with all beside it': (w) => {
    for (const ending of ['', '-wal', '-shm']) rmSync(join(w.folder, DB + ending), { force: true });
    rmSync(join(w.folder, 'database.json'));
  },
  'a bit of the head': (w) => flip(w, 'audit-head.json'),
  'the head is gone': (w) => rmSync(join(w.folder, 'audit-head.json')),
  'a bit of the marker': (w) => flip(w, 'database.json'),
  'the marker is gone': (w) => rmSync(join(w.folder, 'database.json')),
  'a bit of the keys': (w) => flip(w, 'keys'),
  'the keys are gone': (w) => rmSync(join(w.folder, 'keys')),
};

/** All that lies there, to tell whether it was changed. An empty log is as good as none: SQLite makes one to read beside. */
export function filesOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of ['', '-wal'].map((ending) => join(folder, DB + ending))) {
    hash.update(existsSync(path) ? readFileSync(path) : '').update('|');
  }
  return hash.digest('hex');
}

const sizeOf = ({ folder }: Damaged, name: string) => statSync(join(folder, name)).size;

function flip(where: Damaged, name: string, from = 0, to = sizeOf(where, name)): void {
  change(where, name, (bytes) => {
    const at = from + Math.floor(where.random() * (to - from));
    bytes[at]! ^= 1 << Math.floor(where.random() * 8);
  });
}

function zero(where: Damaged, name: string, length: number): void {
  change(where, name, (bytes) => {
    const at = Math.floor(where.random() * bytes.length);
    bytes.fill(0, at, Math.min(bytes.length, at + length));
  });
}

function swapPages(where: Damaged): void {
  change(where, DB, (bytes) => {
    const pages = bytes.length / PAGE;
    const [one, other] = [1, 1].map(() => Math.floor(where.random() * pages) * PAGE) as [number, number];
    const kept = Buffer.from(bytes.subarray(one, one + PAGE));
    bytes.copy(bytes, one, other, other + PAGE);
    kept.copy(bytes, other);
  });
}

function cut(where: Damaged, name: string): void {
  truncateSync(join(where.folder, name), Math.floor(where.random() * sizeOf(where, name)));
}

function change({ folder }: Damaged, name: string, work: (bytes: Buffer) => void): void {
  const path = join(folder, name);
  const bytes = readFileSync(path);
  work(bytes);
  writeFileSync(path, bytes);
}
