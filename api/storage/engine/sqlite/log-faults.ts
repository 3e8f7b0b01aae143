import { readFileSync, statSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * SQLite ends its log without a word at the first frame that does not fit its checksum, and with it everything committed after: one flipped
 * bit can take a hundred bookings along. So we read the log before SQLite does, by its format (https://sqlite.org/walformat.html).
 */

const HEADER = 32;
const FRAME = 24;
const MAGIC = 0x377f0682;
/** Of the index, which keeps it twice. */
const INDEX_HEADER = 48;

interface Index {
  /** Frames that were committed, and how many of them stand in the file by now. */
  frames: number;
  broughtIn: number;
  salts: string;
}

type Sum = readonly [number, number];

/** What was committed and would be lost, for the operator; undefined where nothing is. @param path the database’s file */
export function logFault(path: string): string | undefined {
  const index = readIndex(`${path}-shm`);
  const waiting = index ? index.frames - index.broughtIn : 0;
  const log = readIfThere(`${path}-wal`);
  if (!log || log.length === 0) {
    return waiting > 0 ? `its log ${path}-wal is ${log ? 'empty' : 'gone'}, with ${pages(waiting)} in it` : undefined;
  }
  const first = readHeader(log);
  if (!first) return log.length > HEADER ? `the beginning of its log ${path}-wal is damaged` : undefined;

  const known = index?.salts === first.salts ? index : undefined;
  // All of it is in the file already.
  if (known && known.broughtIn >= known.frames) return undefined;
  const { whole, isBroken } = readFrames(log, first);
  if (known && known.frames > whole) return `its log ${path}-wal has lost ${pages(known.frames - whole)} at its end`;
  return isBroken ? `its log ${path}-wal is damaged, and more was committed after that place` : undefined;
}

const pages = (count: number) => (count === 1 ? 'a page' : `${count} pages`);

interface Header {
  pageSize: number;
  salts: string;
  sum: Sum;
  isBig: boolean;
}

function readHeader(log: Buffer): Header | undefined {
  if (log.length < HEADER) return undefined;
  const magic = log.readUInt32BE(0);
  const pageSize = log.readUInt32BE(8);
  const isBig = (magic & 1) === 1;
  const sum = add([0, 0], log, { from: 0, to: 24, isBig });
  const fits = sum[0] === log.readUInt32BE(24) && sum[1] === log.readUInt32BE(28);
  if ((magic & ~1) !== MAGIC || pageSize < 512 || !fits) return undefined;
  return { pageSize, salts: log.toString('hex', 16, 24), sum, isBig };
}

/** `whole`: frames up to the last commit before anything that does not fit. `isBroken`: a later commit shows that it once did. */
function readFrames(log: Buffer, { pageSize, salts, sum, isBig }: Header): { whole: number; isBroken: boolean } {
  let expected = sum;
  let whole = 0;
  let fitting = true;
  let committedAfter = false;
  for (let n = 1, at = HEADER; at + FRAME + pageSize <= log.length; n++, at += FRAME + pageSize) {
    const stored: Sum = [log.readUInt32BE(at + 16), log.readUInt32BE(at + 20)];
    const ofFrame = add(expected, log, { from: at, to: at + 8, isBig });
    const found = add(ofFrame, log, { from: at + FRAME, to: at + FRAME + pageSize, isBig });
    const isOurs = log.toString('hex', at + 8, at + 16) === salts;
    const fits = isOurs && found[0] === stored[0] && found[1] === stored[1];
    fitting &&= fits;
    const isCommit = log.readUInt32BE(at + 4) !== 0;
    if (fitting && isCommit) whole = n;
    if (!fitting) {
      // Each is summed on from what the one before it says: after a broken one they fit again. A power cut may leave pieces of the
      // one commit that was under way; what follows upon a commit was begun when that one was durable.
      if (fits && committedAfter) return { whole, isBroken: true };
      if (isOurs && isCommit) committedAfter = true;
    }
    expected = stored;
  }
  return { whole, isBroken: false };
}

/** https://sqlite.org/fileformat2.html#checksum_algorithm */
function add([one, two]: Sum, bytes: Buffer, { from, to, isBig }: { from: number; to: number; isBig: boolean }): Sum {
  let s0 = one;
  let s1 = two;
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + s1) >>> 0;
    s1 = (s1 + (isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + s0) >>> 0;
  }
  return [s0, s1];
}

/** What the processes that had it open last knew of the log; undefined where they closed it in order, or it tells nothing. */
function readIndex(path: string): Index | undefined {
  const index = readIfThere(path);
  // It lives in memory: what a power cut left on the disk may be of any time before.
  if (!index || index.length < 2 * INDEX_HEADER + 8 || isFromBeforeBoot(path)) return undefined;
  const sum = add([0, 0], index, { from: 0, to: 40, isBig: false });
  const isWhole =
    index.subarray(0, INDEX_HEADER).equals(index.subarray(INDEX_HEADER, 2 * INDEX_HEADER)) &&
    sum[0] === index.readUInt32LE(40) &&
    sum[1] === index.readUInt32LE(44);
  if (!isWhole || index[12] !== 1) return undefined;
  const salts = index.toString('hex', 32, 40);
  return { frames: index.readUInt32LE(16), broughtIn: index.readUInt32LE(2 * INDEX_HEADER), salts };
}

function isFromBeforeBoot(path: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changed < Date.now() - uptime() * 1000;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
