import { sql } from 'kysely';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Two processes' clocks may be a little apart: each day, whoever comes first. */
const EVERY_MS = 23 * 3_600_000;

const CLAIM = statement<{ now: string; since: number; after: number }>()((db, p) =>
  db
    .insertInto('meta')
    .values({ key: sql.lit('retention_at'), value: p('now') })
    .onConflict((oc) =>
      oc
        .column('key')
        .doUpdateSet({ value: p('now') })
        // What is in the future was written by a clock that was wrong.
        .where(sql<boolean>`cast(meta.value as bigint) not between ${p('since')} and ${p('after')}`),
    ),
);

/** Of all processes one has it, once a day. */
export async function claimRetention(tx: Tx): Promise<boolean> {
  return (await tx.run(CLAIM, { now: String(tx.now), since: tx.now - EVERY_MS + 1, after: tx.now + EVERY_MS })) === 1;
}
