import type { Instant } from '../ids.ts';
import type { Group } from '../network.ts';
import type { DatedSession } from './dated-sessions.ts';

/** A session of a series as it stands; its start is what it is known by. Instants in milliseconds. */
export interface StandingSession {
  id: string;
  service: string;
  counsellor: string;
  branch: string;
  room: string | null;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant | null;
  places: number;
  taken: number;
  gone: boolean;
  /** Staff gave it another room or counsellor, or called it off (L7). */
  arranged: boolean;
}

export interface SeriesPlan {
  add: DatedSession[];
  /** Changed, or back again: nobody has booked them. */
  rewrite: { standing: StandingSession; dated: DatedSession }[];
  places: StandingSession[];
  remove: StandingSession[];
  /** What stands in the way. */
  booked: { standing: StandingSession; why: 'left' | 'changed' | 'places' }[];
}

/**
 * What a series of the file, or none where it left the file, means for the sessions that stand (N10, N11). Sessions that
 * have begun stay as they were; days before `today` get none.
 *
 * @param standing all of the series that start after `now`, and those that began since yesterday
 */
export function planSeries(
  wanted: { group: Group; sessions: DatedSession[]; today: string } | undefined,
  standing: readonly StandingSession[],
  now: Instant,
): SeriesPlan {
  const plan: SeriesPlan = { add: [], rewrite: [], places: [], remove: [], booked: [] };
  const byStart = new Map(standing.map((session) => [session.startsAt, session]));

  for (const dated of wanted?.sessions ?? []) {
    const found = byStart.get(dated.startsAt);
    byStart.delete(dated.startsAt);
    if (!found) {
      if (dated.localOn >= wanted!.today) plan.add.push(dated);
    } else if (found.startsAt > now) planSession(plan, wanted!.group, dated, found);
  }

  for (const session of byStart.values()) {
    if (session.gone || session.startsAt <= now) continue;
    if (session.taken > 0) plan.booked.push({ standing: session, why: 'left' });
    else plan.remove.push(session);
  }
  return plan;
}

function planSession(plan: SeriesPlan, group: Group, dated: DatedSession, standing: StandingSession): void {
  const samePlace =
    standing.service === group.service &&
    standing.counsellor === group.counsellor &&
    standing.branch === group.branch &&
    standing.room === group.room;
  const sameLength =
    standing.endsAt === dated.endsAt &&
    standing.counsellorUntil === dated.counsellorUntil &&
    standing.roomUntil === dated.roomUntil;

  if (standing.arranged) {
    if (!standing.gone) planPlaces(plan, group, standing);
  } else if (standing.gone || (standing.taken === 0 && !(samePlace && sameLength))) {
    plan.rewrite.push({ standing, dated });
  } else if (!samePlace) plan.booked.push({ standing, why: 'changed' });
  // Booked sessions keep the length that was agreed, as every other booking does when its service changes.
  else planPlaces(plan, group, standing);
}

function planPlaces(plan: SeriesPlan, group: Group, standing: StandingSession): void {
  if (standing.places === group.places) return;
  if (standing.taken > group.places) plan.booked.push({ standing, why: 'places' });
  else plan.places.push(standing);
}
