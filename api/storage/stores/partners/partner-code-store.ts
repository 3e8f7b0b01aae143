import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Partners' codes under their keyed hash: nobody can read one out of the database. */

const INSERT = statement<{ codeIndex: Uint8Array; discount: string; batch: string | null; now: number }>()((db, p) =>
  db.insertInto('partner_code').values({
    code_index: p('codeIndex'),
    discount: p('discount'),
    issued_at: p('now'),
    taken_by: null,
    batch: p('batch'),
    withdrawn_at: null,
  }),
);

/** @throws Conflict when the code was issued before. */
export async function insertCode(
  tx: Tx,
  code: { codeIndex: Uint8Array; discount: string; batch: string | null },
): Promise<void> {
  await tx.run(INSERT, { ...code, now: tx.now });
}

export interface IssuedCode {
  discount: string;
  /** The booking that holds it now. */
  takenBy: string | null;
}

const FIND = statement<{ codeIndex: Uint8Array }>()((db, p) =>
  db
    .selectFrom('partner_code')
    .select(['discount', 'taken_by'])
    .where('code_index', '=', p('codeIndex'))
    .where('withdrawn_at', 'is', null),
);

/** Undefined: never issued, or withdrawn. */
export async function findCode(reader: Reader, codeIndex: Uint8Array): Promise<IssuedCode | undefined> {
  const row = await reader.first(FIND, { codeIndex });
  return row && { discount: row.discount, takenBy: row.taken_by };
}

const TAKE = statement<{ codeIndex: Uint8Array; booking: string }>()((db, p) =>
  db
    .updateTable('partner_code')
    .set({ taken_by: p('booking') })
    .where('code_index', '=', p('codeIndex'))
    .where('taken_by', 'is', null)
    .where('withdrawn_at', 'is', null),
);

/** A code is good for one occupying booking. False when another has it, it was withdrawn, or never issued. */
export async function takeCode(tx: Tx, codeIndex: Uint8Array, booking: string): Promise<boolean> {
  return (await tx.run(TAKE, { codeIndex, booking })) === 1;
}

const RETURN = statement<{ booking: string }>()((db, p) =>
  db.updateTable('partner_code').set({ taken_by: null }).where('taken_by', '=', p('booking')),
);

/** When the booking is cancelled or expires: the codes may be used again. */
export async function returnCodes(tx: Tx, booking: string): Promise<void> {
  await tx.run(RETURN, { booking });
}

const OUT = statement<{ discount: string }>()((db, p) =>
  db
    .selectFrom('partner_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('discount', '=', p('discount'))
    .where('withdrawn_at', 'is', null),
);

/** How many codes were handed out and not withdrawn, used or not. */
export async function codesOut(reader: Reader, discount: string): Promise<number> {
  return Number((await reader.first(OUT, { discount }))!.n);
}
