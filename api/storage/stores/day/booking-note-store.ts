import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** The administrative note of a booking, under the patron's key. An empty text is none: its row tells when it was cleared. */
export type NoteRow = Schema['booking_note'];

export const noteContext = (booking: string) => `note ${booking}`;

const FIND = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('booking_note').selectAll().where('booking', '=', p('booking')),
);

export async function findNote(reader: Reader, booking: string): Promise<NoteRow | undefined> {
  return reader.first(FIND, { booking });
}

const PUT = statement<NoteRow>()((db, p) =>
  db
    .insertInto('booking_note')
    .values({
      booking: p('booking'),
      text_sealed: p('text_sealed'),
      written_by: p('written_by'),
      role: p('role'),
      item: p('item'),
      written_at: p('written_at'),
    })
    .onConflict((conflict) =>
      conflict.column('booking').doUpdateSet({
        text_sealed: p('text_sealed'),
        written_by: p('written_by'),
        role: p('role'),
        item: p('item'),
        written_at: p('written_at'),
      }),
    ),
);

/** Takes the place of the one before. */
export async function putNote(tx: Tx, note: NoteRow): Promise<void> {
  await tx.run(PUT, note);
}

export function openNote(
  keys: Keyring,
  wrappedKey: Uint8Array,
  note: Pick<NoteRow, 'booking' | 'text_sealed'>,
): string {
  return keys.open(wrappedKey, noteContext(note.booking), note.text_sealed);
}

type OwnParams = { branch: string; localOn: string; person: string; since: number };

const OWN = statement<OwnParams>()((db, p) =>
  db
    .selectFrom('booking_note as n')
    .innerJoin('booking', 'booking.id', 'n.booking')
    .select(['n.booking', 'n.text_sealed'])
    .where('booking.branch', '=', p('branch'))
    .where('booking.local_on', '=', p('localOn'))
    .where('n.written_by', '=', p('person'))
    .where('n.role', '=', 'desk')
    .where('n.written_at', '>', p('since')),
);

/** What somebody at the desk wrote of a day's bookings since then, by booking. */
export async function ownDeskNotes(
  reader: Reader,
  asked: { branch: string; localOn: LocalDate; person: string; since: Instant },
): Promise<Map<string, Uint8Array>> {
  const rows = await reader.rows(OWN, asked);
  return new Map(rows.map((row) => [row.booking, row.text_sealed]));
}
