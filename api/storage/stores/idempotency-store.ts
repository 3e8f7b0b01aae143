import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';

/** An answer that was given, to be given again (ARCHITECTURE.md, 12). The body is known by its hash only. */
export type StoredAnswer = {
  body_hash: Uint8Array;
  status: number;
  answer_sealed: Uint8Array;
};

export type AnswerKey = { actor: string; route: string; key: string };

const KEPT_MS = RETENTION.answers.days * 86_400_000;

const find = statement<AnswerKey>()((db, p) =>
  db
    .selectFrom('idempotency')
    .select(['body_hash', 'status', 'answer_sealed'])
    .where('actor', '=', p('actor'))
    .where('route', '=', p('route'))
    .where('key', '=', p('key')),
);

const insert = statement<AnswerKey & StoredAnswer & { created_at: number }>()((db, p) =>
  db.insertInto('idempotency').values({
    actor: p('actor'),
    route: p('route'),
    key: p('key'),
    body_hash: p('body_hash'),
    status: p('status'),
    answer_sealed: p('answer_sealed'),
    created_at: p('created_at'),
  }),
);

const sweep = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('idempotency').where('created_at', '<', p('before')),
);

const claim = statement<{ place: string }>()((db, p) =>
  db.selectNoFrom(sql<0 | 1>`pg_try_advisory_xact_lock(hashtextextended(${p('place')}, 0))`.as('claimed')),
);

/** Whether no twin of this request is at work in another process. SQLite writes one after the other: there is none. */
export async function claimKey(tx: Tx, { actor, route, key }: AnswerKey): Promise<boolean> {
  if (tx.engine === 'sqlite') return true;
  return (await tx.first(claim, { place: `${actor} ${route} ${key}` }))?.claimed === 1;
}

export async function findAnswer(reader: Reader, key: AnswerKey): Promise<StoredAnswer | undefined> {
  return reader.first(find, key);
}

/** @throws Conflict when the same key was answered meanwhile. */
export async function insertAnswer(tx: Tx, key: AnswerKey, answer: StoredAnswer): Promise<void> {
  await tx.run(insert, { ...key, ...answer, created_at: tx.now });
}

/** Answers are kept for 30 days. */
export async function sweepAnswers(tx: Tx, now: Instant = tx.now): Promise<number> {
  return tx.run(sweep, { before: now - KEPT_MS });
}
