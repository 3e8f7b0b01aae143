import type { CheckInResult, CheckInResults, SealedItem } from '#contract/check-ins.ts';
import type { Instant } from '#domain/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** Sends what waits, oldest first. Runs in the page and in the service worker, one of them at a time (a Web Lock). */
export interface Drain {
  readRows(): Promise<OutboxRow[]>;
  changeRows(rows: readonly OutboxRow[]): Promise<void>;
  send(items: SealedItem[]): Promise<CheckInResults>;
  now(): Instant;
}

export interface DrainEnd {
  /** How many were answered, with whatever outcome. */
  answered: number;
  /** In how many milliseconds it is worth another try; undefined when nothing waits. */
  againInMs?: number;
  /** The server could not be reached, or could not say what became of it. */
  isCut: boolean;
  /** The server itself said how long to wait. */
  isTold?: boolean;
}

const BATCH = 100;
/** Below the 256 KiB that the API takes in one body. */
const BATCH_BYTES = 230_000;
const AROUND_AN_ITEM = 160;
const FIRST_BREAK_MS = 1000;
const LONGEST_BREAK_MS = 30_000;
/** More than a device ever holds, one by one. */
const MAX_ROUNDS = 10_000;
/** So many alone in a row that the server stumbles over: it is the server. */
const BROKEN_IN_A_ROW = 3;

/**
 * What a fault means for the batch. `later`: nothing is known of what became of it, so it is sent again, by the same ids, and
 * has one effect. `unreadable`: the API does not take it, ever. `broken`: something in it may be what the server stumbles over.
 */
function meaningOf({ status, code }: Problem): 'later' | 'unreadable' | 'broken' {
  if (code !== 'unclear' && [400, 413, 415, 422].includes(status)) return 'unreadable';
  return status === 500 ? 'broken' : 'later';
}

export async function drainOutbox(drain: Drain): Promise<DrainEnd> {
  let size = BATCH;
  let answered = 0;
  let broken = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const rows = (await drain.readRows()).filter(({ state }) => state === 'waiting');
    const batch = nextBatch(rows, drain.now(), size);
    if (batch.length === 0) return { answered, isCut: false, ...untilNext(rows, drain.now()) };

    try {
      const { results } = await drain.send(batch.map(({ grant, sealed, signature }) => ({ grant, sealed, signature })));
      if (results.length !== batch.length) throw new Problem('unclear', 500);
      await drain.changeRows(batch.map((row, at) => settled(row, results[at] as CheckInResult)));
      answered += batch.length;
      size = Math.min(BATCH, size * 2);
      broken = 0;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('unclear');
      const meaning = meaningOf(problem);
      if (meaning === 'later') return { answered, isCut: true, ...breakOf(problem) };

      // Halved until the one that is at fault stands alone: those beside it are not held up by it.
      if (batch.length > 1) {
        size = Math.ceil(batch.length / 2);
        continue;
      }
      await drain.changeRows(batch.map((row) => setAside(row, meaning, drain.now())));
      if (meaning === 'broken' && ++broken === BROKEN_IN_A_ROW) {
        return { answered, isCut: true, againInMs: LONGEST_BREAK_MS };
      }
    }
  }
  return { answered, isCut: false, againInMs: 0 };
}

/** In order; but what has to wait holds back only what came after it about the same booking. */
function nextBatch(rows: readonly OutboxRow[], now: Instant, size: number): OutboxRow[] {
  const held = new Set<string>();
  const batch: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (hasToWait(row, now) || held.has(row.thread)) {
      held.add(row.thread);
      continue;
    }
    bytes += row.sealed.length + row.signature.length + AROUND_AN_ITEM;
    if (batch.length === size || (batch.length > 0 && bytes > BATCH_BYTES)) break;
    batch.push(row);
  }
  return batch;
}

/** A time further off than any pause was written by a clock that has been set back since. */
function hasToWait({ notBefore }: OutboxRow, now: Instant): boolean {
  return now < notBefore && notBefore <= now + LONGEST_BREAK_MS;
}

function settled(row: OutboxRow, { outcome, code, at }: CheckInResult): OutboxRow {
  if (outcome !== 'refused') return { ...row, state: 'gone' };
  return { ...row, state: 'refused', refused: { code: code ?? 'wrong_state', ...(at !== undefined && { at }) } };
}

function setAside(row: OutboxRow, meaning: 'unreadable' | 'broken', now: Instant): OutboxRow {
  if (meaning === 'unreadable') return { ...row, state: 'refused', refused: { code: 'unreadable' } };
  return { ...row, tries: row.tries + 1, notBefore: now + pauseAfter(row.tries) };
}

export function pauseAfter(tries: number): number {
  return Math.min(LONGEST_BREAK_MS, FIRST_BREAK_MS * 2 ** tries);
}

function breakOf({ facts }: Problem): { againInMs: number; isTold?: boolean } {
  const seconds = Number(facts['retryAfterSec']);
  return seconds > 0 ? { againInMs: seconds * 1000, isTold: true } : { againInMs: FIRST_BREAK_MS };
}

/** Those that wait for another of the same booking go when that one goes. */
function untilNext(rows: readonly OutboxRow[], now: Instant): { againInMs?: number } {
  const pauses = rows.filter((row) => hasToWait(row, now)).map(({ notBefore }) => notBefore - now);
  return pauses.length > 0 ? { againInMs: Math.min(...pauses) } : {};
}
