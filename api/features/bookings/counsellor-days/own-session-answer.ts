import type { OwnSession, OwnVisit } from '#contract/counsellor.ts';
import type { UndoEvent } from '#domain/check-in/check-in-item.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { openNote, type NoteRow } from '../../../storage/stores/day/booking-note-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import type { Terms } from '../booking-terms.ts';

/** A session with the bookings that occupy it, and by booking their notes and what can be taken back. */
export interface OwnSessionParts {
  session: Session;
  bookings: readonly BookingRow[];
  notes: ReadonlyMap<string, NoteRow>;
  undo: ReadonlyMap<string, UndoEvent[]>;
}

/** C1, C3: an allow-list of what a counsellor sees of an own session. */
export function ownSessionAnswer(ctx: ReadCtx, parts: OwnSessionParts, { branch }: Terms): OwnSession {
  const { session, bookings } = parts;
  const local = (at: number) => localTimeOf(branch.timeZone, at);

  return {
    session: session.id,
    startsAt: toWire(session.startsAt),
    endsAt: toWire(session.endsAt),
    localStart: local(session.startsAt),
    localEnd: local(session.endsAt),
    localNotesEnd: local(session.counsellorUntil),
    branch: session.branch,
    room: session.room,
    mode: session.mode,
    service: session.service,
    places: session.places,
    taken: bookings.reduce((sum, { people }) => sum + people, 0),
    isDated: session.series !== null,
    visits: bookings.map((booking) => visitAnswer(ctx, booking, parts)),
  };
}

function visitAnswer(ctx: ReadCtx, booking: BookingRow, { notes, undo }: OwnSessionParts): OwnVisit {
  const note = notes.get(booking.id);
  const undoable = undo.get(booking.id) ?? [];
  const { arrivedAt, startedAt, endedAt, absence } = booking;
  const text = note ? openNote(ctx.keys, booking.wrappedKey, note) : '';

  return {
    booking: booking.id,
    alias: booking.alias,
    people: booking.people,
    needs: [...listOf(booking.features), ...listOf(booking.preparations)],
    state: booking.state,
    ...(arrivedAt !== null && { arrivedAt: toWire(arrivedAt) }),
    ...(startedAt !== null && { startedAt: toWire(startedAt) }),
    ...(endedAt !== null && { endedAt: toWire(endedAt) }),
    ...(absence !== null && { absence, absenceConfirmed: booking.absenceConfirmedAt !== null }),
    ...(undoable.length > 0 && { undo: undoable }),
    // A note that was cleared is a row with an empty text.
    ...(note && text && { note: { text, at: toWire(note.written_at), isOwn: note.written_by === ctx.actor.person } }),
  };
}

function listOf(json: string): OwnVisit['needs'] {
  return JSON.parse(json) as OwnVisit['needs'];
}
