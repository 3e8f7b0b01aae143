import type { Tx } from '../../../storage/engine/database.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { freeCellsOfBooking, freeCellsOfSession } from '../../../storage/stores/occupancy-store.ts';
import { endSession, returnPlaces, type Session } from '../../../storage/stores/session-store.ts';

/**
 * Gives back the time of a booking that ends or moves away. An undated session goes with its only booking, and all its
 * cells are free; a dated one stays, with its places back and the patron's cells free.
 */
export async function leavePlace(tx: Tx, booking: { id: string; session: Session; people: number }): Promise<void> {
  const { id, session, people } = booking;

  if (session.series === null) {
    await endSession(tx, session.id);
    const until = Math.max(session.counsellorUntil, session.roomUntil ?? 0);
    await freeCellsOfSession(tx, session.id, session.startsAt, until);
  } else {
    await returnPlaces(tx, session.id, people);
    await freeCellsOfBooking(tx, id, session.startsAt, session.endsAt);
  }
  await noteChange(tx, 'session', session.id);
}
