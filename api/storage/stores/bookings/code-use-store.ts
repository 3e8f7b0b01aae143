import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Partners' codes as bookings use them; issuing them is another matter. Codes are known by their keyed hash only. */

export interface IssuedCode {
  discount: string;
  isTaken: boolean;
}

const FIND = statement<{ codeIndex: Uint8Array }>()((db, p) =>
  db.selectFrom('partner_code').select(['discount', 'taken_by']).where('code_index', '=', p('codeIndex')),
);

export async function findCode(reader: Reader, codeIndex: Uint8Array): Promise<IssuedCode | undefined> {
  const row = await reader.first(FIND, { codeIndex });
  return row && { discount: row.discount, isTaken: row.taken_by !== null };
}

const TAKE = statement<{ codeIndex: Uint8Array; booking: string }>()((db, p) =>
  db
    .updateTable('partner_code')
    .set({ taken_by: p('booking') })
    .where('code_index', '=', p('codeIndex'))
    .where('taken_by', 'is', null),
);

/** False when another booking has it by now. */
export async function takeCode(tx: Tx, codeIndex: Uint8Array, booking: string): Promise<boolean> {
  return (await tx.run(TAKE, { codeIndex, booking })) === 1;
}

const RETURN = statement<{ booking: string }>()((db, p) =>
  db.updateTable('partner_code').set({ taken_by: null }).where('taken_by', '=', p('booking')),
);

export async function returnCodes(tx: Tx, booking: string): Promise<void> {
  await tx.run(RETURN, { booking });
}
