import { standsOver, type NoteStamp } from '#domain/check-in/note-course.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findNote, noteContext, putNote, type NoteRow } from '../../../storage/stores/day/booking-note-store.ts';
import { keepTelling } from './keep-telling.ts';
import type { Visit } from './open-visit.ts';
import type { Recorded, Told } from './record-item.ts';

/** D11: the administrative note. Its text stands in the note alone: what another took the place of is gone. */
export async function recordNote(ctx: Ctx, visit: Visit, told: Told): Promise<Recorded> {
  const { row } = visit;
  const standing = await findNote(ctx.tx, row.id);
  const stamp: NoteStamp = { side: told.row.side, writtenAt: told.row.occurred_at, id: told.row.id };
  const stands = !standing || standsOver(stamp, stampOf(standing));
  const isClosed = !stands && stamp.side === 'desk' && standing.role === 'counsellor';
  const outcome = isClosed ? 'note_closed' : stands && !told.isKnown ? 'applied' : 'already';
  const at = stands ? stamp.writtenAt : standing.written_at;
  if (told.isKnown) return { outcome, at, visit, changed: false };

  const kept = await keepTelling(ctx, told, outcome);
  if (!kept) return { outcome: 'id_reused', visit, changed: false };
  const next = { ...visit, told: [...visit.told, kept] };
  if (!stands) return { outcome, at, visit: next, changed: false };

  await putNote(ctx.tx, {
    booking: row.id,
    text_sealed: ctx.keys.seal(row.wrappedKey, noteContext(row.id), told.text.trim()),
    written_by: ctx.actor.person,
    role: stamp.side,
    item: stamp.id,
    written_at: stamp.writtenAt,
  });
  await recordAudit(ctx, 'check_in.note', row.id, { item: stamp.id, isCleared: told.text.trim() === '' });
  return { outcome, at, visit: next, changed: true };
}

function stampOf(note: NoteRow): NoteStamp {
  return { side: note.role, writtenAt: note.written_at, id: note.item };
}
