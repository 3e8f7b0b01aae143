import type { VisitTimes } from '#domain/check-in/judge-item.ts';
import type { CourseEvent, Telling } from '#domain/check-in/visit-course.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf, startOfDate } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { checkInsOf, type CheckInRow } from '../../../storage/stores/day/check-in-store.ts';
import { termsOf } from '../booking-terms.ts';

/** A booking on its day: as it stands, and all that was told of it. The booking is locked. */
export interface Visit {
  row: BookingRow;
  told: readonly CheckInRow[];
  times: VisitTimes;
  zone: string;
}

export async function openVisit(ctx: Ctx, row: BookingRow): Promise<Visit> {
  const { session, confirmedAt } = row;
  const zone = (await termsOf(ctx, session)).branch.timeZone;
  // Of a talk past midnight the day is that of its end.
  const lastDay = localDateOf(zone, session.endsAt - 1);
  const times = {
    startsAt: session.startsAt,
    dayUntil: startOfDate(zone, addDays(lastDay, 1)),
    confirmedDayFrom: startOfDate(zone, localDateOf(zone, confirmedAt ?? ctx.now)),
  };
  return { row, told: await checkInsOf(ctx.tx, row.id), times, zone };
}

/** What the course of a visit is read from. */
export function tellingsOf(told: readonly CheckInRow[]): Telling[] {
  return told.flatMap(({ event, ...row }) =>
    event === 'paid' || event === 'note' ? [] : [tellingOf({ ...row, event: event satisfies CourseEvent })],
  );
}

function tellingOf(row: Omit<CheckInRow, 'event'> & { event: CourseEvent }): Telling {
  return {
    id: row.id,
    event: row.event,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    by: row.recorded_by,
    side: row.side,
    absence: row.absence,
    hasReason: row.side === 'desk' && row.reason_sealed !== null,
  };
}
