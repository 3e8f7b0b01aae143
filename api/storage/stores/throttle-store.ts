import type { Instant } from '#domain/ids.ts';
import { MINUTE } from '#domain/ids.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';

/**
 * Tries by subject and window of time, shared by all processes. A subject is a keyed hash (`keys.index('throttle', …)`):
 * the table says nothing of whom it counts. A subject is counted in windows of one length only: who wants two, makes two
 * subjects.
 */

/** Windows older than that are swept. */
const KEEP_MIN = RETENTION.tries.days * 24 * 60;

const count = statement<{ subject: Uint8Array; window: number; by: number }>()((db, p) =>
  db
    .insertInto('throttle')
    .values({ subject: p('subject'), window_at: p('window'), tries: p('by') })
    .onConflict((conflict) =>
      conflict
        .columns(['subject', 'window_at'])
        .doUpdateSet((set) => ({ tries: set('throttle.tries', '+', set.ref('excluded.tries')) })),
    )
    .returning('tries'),
);

const tries = statement<{ subject: Uint8Array; since: number }>()((db, p) =>
  db
    .selectFrom('throttle')
    .select(['window_at', 'tries'])
    .where('subject', '=', p('subject'))
    .where('window_at', '>=', p('since')),
);

const giveBack = statement<{ subject: Uint8Array; window: number }>()((db, p) =>
  db
    .updateTable('throttle')
    .set((set) => ({ tries: set('tries', '-', 1) }))
    .where('subject', '=', p('subject'))
    .where('window_at', '=', p('window'))
    .where('tries', '>', 0),
);

const sweep = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('throttle').where('window_at', '<', p('before')),
);

/** One more try (or so many) of this subject, in the running window of so many minutes. Answers the tries of that window. */
export async function countTry(tx: Tx, subject: Uint8Array, windowMin: number, by = 1): Promise<number> {
  const row = await tx.first(count, { subject, window: windowStart(tx.now, windowMin), by });
  return row?.tries ?? by;
}

/** Tries in the running window of so many minutes. */
export async function triesIn(reader: Reader, subject: Uint8Array, windowMin: number, now: Instant): Promise<number> {
  const rows = await reader.rows(tries, { subject, since: windowStart(now, windowMin) });
  return rows.reduce((sum, row) => sum + row.tries, 0);
}

/** Takes one try out of the window that was running at `countedAt`. */
export async function returnTry(tx: Tx, subject: Uint8Array, windowMin: number, countedAt: Instant): Promise<void> {
  await tx.run(giveBack, { subject, window: windowStart(countedAt, windowMin) });
}

/** Deletes what no window needs any more. How many rows. */
export async function sweepTries(tx: Tx): Promise<number> {
  return tx.run(sweep, { before: tx.now - KEEP_MIN * MINUTE });
}

export function windowStart(now: Instant, windowMin: number): Instant {
  return now - (now % (windowMin * MINUTE));
}

/** Seconds until the running window is over: what `Retry-After` says. */
export function retryAfterSec(now: Instant, windowMin: number): number {
  return Math.ceil((windowStart(now, windowMin) + windowMin * MINUTE - now) / 1000);
}
