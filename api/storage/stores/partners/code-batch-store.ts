import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Codes that a partner made at once. Of the codes themselves nothing stands here. */
export type CodeBatch = {
  id: string;
  partner: string;
  discount: string;
  count: number;
};

const INSERT = statement<CodeBatch & { by: string; now: number }>()((db, p) =>
  db.insertInto('code_batch').values({
    id: p('id'),
    partner: p('partner'),
    discount: p('discount'),
    count: p('count'),
    issued_by: p('by'),
    issued_at: p('now'),
    withdrawn_at: null,
  }),
);

export async function insertBatch(tx: Tx, { by, ...batch }: CodeBatch & { by: string }): Promise<void> {
  await tx.run(INSERT, { ...batch, by, now: tx.now });
}

const FIND = statement<{ id: string }>()((db, p) =>
  db.selectFrom('code_batch').select(['partner', 'discount', 'withdrawn_at']).where('id', '=', p('id')),
);

export async function findBatch(reader: Reader, id: string) {
  return reader.first(FIND, { id });
}

const LIST = statement<{ partner: string; limit: number }>()((db, p) =>
  db
    .selectFrom('code_batch')
    .select(['id', 'partner', 'discount', 'count', 'issued_at', 'withdrawn_at'])
    .where('partner', '=', p('partner'))
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(p('limit')),
);

/** Newest first. */
export async function batchesOf(reader: Reader, partner: string, limit: number) {
  return reader.rows(LIST, { partner, limit });
}

const WITHDRAW = [
  statement<{ id: string; now: number }>()((db, p) =>
    db
      .updateTable('code_batch')
      .set({ withdrawn_at: p('now') })
      .where('id', '=', p('id'))
      .where('withdrawn_at', 'is', null),
  ),
  statement<{ id: string; now: number }>()((db, p) =>
    db
      .updateTable('partner_code')
      .set({ withdrawn_at: p('now') })
      .where('batch', '=', p('id'))
      .where('withdrawn_at', 'is', null),
  ),
];

/** Bookings keep the codes that they have; once given back, those open nothing either. */
export async function withdrawBatch(tx: Tx, id: string): Promise<void> {
  for (const withdrawn of WITHDRAW) await tx.run(withdrawn, { id, now: tx.now });
}

const LOCK = statement<{ discount: string }>()((db, p) =>
  db.selectFrom('discount').select('id').where('id', '=', p('discount')).forNoKeyUpdate(),
);

/** Two who hand out codes of one programme come one after the other; on SQLite they do anyway. */
export async function lockProgramme(tx: Tx, discount: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.rows(LOCK, { discount });
}
