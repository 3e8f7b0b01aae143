import type { LocalDate } from '#domain/ids.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const BY_CODE = statement<{ branch: string; localOn: string; code: string }>()((db, p) =>
  db
    .selectFrom('booking')
    .select('id')
    .where('branch', '=', p('branch'))
    .where('local_on', '=', p('localOn'))
    .where('ticket_code', '=', p('code')),
);

/** The six digits mean something at one branch on one day only (B14). */
export async function bookingWithCode(
  reader: Reader,
  asked: { branch: string; localOn: LocalDate; code: string },
): Promise<string | undefined> {
  return (await reader.first(BY_CODE, asked))?.id;
}

const BY_TOKEN = statement<{ branch: string; index: Uint8Array }>()((db, p) =>
  db.selectFrom('booking').select('id').where('ticket_index', '=', p('index')).where('branch', '=', p('branch')),
);

/** Of that branch. `index` is the keyed hash of the QR code's token. */
export async function bookingWithToken(
  reader: Reader,
  asked: { branch: string; index: Uint8Array },
): Promise<string | undefined> {
  return (await reader.first(BY_TOKEN, asked))?.id;
}
