import { sql } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { readMeta, writeMeta } from '../meta-store.ts';

export type ChangeKind = Schema['change']['kind'];

/** Longer than any process could go without looking; who did all the same notices, and loads everything anew. */
const KEPT_MS = 24 * 3_600_000;

const insert = statement<{ kind: ChangeKind; subject: string; at: number }>()((db, p) =>
  db.insertInto('change').values({ kind: p('kind'), subject: p('subject'), at: p('at') }),
);

const sessionsOf = new WeakMap<Tx, Set<string>>();

/**
 * Tells every process what to read again: a session's occupancy or bookings, the network, a sign-in that ended. Whatever writes a
 * session or a booking says so here: its MAC is made anew at the end of the transaction.
 */
export async function noteChange(tx: Tx, kind: ChangeKind, subject: string): Promise<void> {
  if (kind === 'session') sessionsOf.set(tx, (sessionsOf.get(tx) ?? new Set()).add(subject));
  await tx.run(insert, { kind, subject, at: tx.now });
}

/** Sessions that were noted in this transaction. */
export function changedSessions(tx: Tx): ReadonlySet<string> {
  return sessionsOf.get(tx) ?? new Set();
}

const last = statement<{ before: number }>()((db, p, engine) => {
  const order = engine === 'sqlite' ? 'seq' : 'xid';
  return db
    .selectFrom('change')
    .select(sql<string>`cast(${sql.ref(order)} as text)`.as('mark'))
    .where('at', '<', p('before'))
    .orderBy(order, 'desc')
    .limit(1);
});

const sweep = statement<{ before: number }>()((db, p) => db.deleteFrom('change').where('at', '<', p('before')));

/** Deletes changes older than a day and leaves a mark (see live-world.ts): SQLite's sequence, PostgreSQL's transaction. */
export async function sweepChanges(tx: Tx): Promise<void> {
  const before = tx.now - KEPT_MS;
  const mark = (await tx.first(last, { before }))?.mark;
  if (mark === undefined) return;

  const former = await readMeta(tx, 'changes_swept');
  if (former === undefined || BigInt(former) < BigInt(mark)) await writeMeta(tx, 'changes_swept', mark);
  await tx.run(sweep, { before });
}
