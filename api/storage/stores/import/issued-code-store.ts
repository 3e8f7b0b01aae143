import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const INSERT = statement<{ codeIndex: Uint8Array; discount: string; now: number }>()((db, p) =>
  db.insertInto('partner_code').values({
    code_index: p('codeIndex'),
    discount: p('discount'),
    issued_at: p('now'),
    taken_by: null,
  }),
);

/** Keeps a code under its keyed hash: nobody can read it out of the database. @throws Conflict when it was issued before. */
export async function insertCode(tx: Tx, codeIndex: Uint8Array, discount: string): Promise<void> {
  await tx.run(INSERT, { codeIndex, discount, now: tx.now });
}
