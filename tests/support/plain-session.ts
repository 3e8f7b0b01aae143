import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';

/** All that the index tells of a session, to be compared: what it keeps has most of it by reference. */
export function plainSession(kept: Readonly<IndexedSession>): IndexedSession {
  return {
    id: kept.id,
    service: kept.service,
    counsellor: kept.counsellor,
    branch: kept.branch,
    room: kept.room,
    mode: kept.mode,
    startsAt: kept.startsAt,
    endsAt: kept.endsAt,
    counsellorUntil: kept.counsellorUntil,
    roomUntil: kept.roomUntil,
    localOn: kept.localOn,
    places: kept.places,
    dated: kept.dated,
    firm: kept.firm,
    holds: kept.holds,
  };
}
