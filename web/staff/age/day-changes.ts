import type { CounsellorDays } from '#contract/counsellor.ts';
import type { DeskDay } from '#contract/desk.ts';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { LocalTime } from '#domain/ids.ts';

/** What changed on the server while nothing was heard of it, booking by booking. */

/** As much of a row as a change is told by. */
export interface SeenRow {
  booking: string;
  alias: string;
  localStart: LocalTime;
  room: string | null;
  state: BookingState;
}

export type DayChange = SeenRow &
  (
    | { what: 'new' | 'gone' }
    | { what: 'moved'; was: LocalTime }
    | { what: 'room'; wasRoom: string | null }
    | { what: 'state' }
  );

export function seenOfDesk({ rows }: DeskDay): SeenRow[] {
  return rows.map(({ booking, alias, localStart, room, state }) => ({ booking, alias, localStart, room, state }));
}

export function seenOfCounsellor({ days }: CounsellorDays): SeenRow[] {
  return days.flatMap(({ sessions }) =>
    sessions.flatMap(({ localStart, room, visits }) =>
      visits.map(({ booking, alias, state }) => ({ booking, alias, localStart, room, state })),
    ),
  );
}

/** In the order of the day. A row that moved and arrived is one change: where it is now counts most. */
export function dayChanges(before: readonly SeenRow[], after: readonly SeenRow[]): DayChange[] {
  const was = new Map(before.map((row) => [row.booking, row]));
  const is = new Set(after.map(({ booking }) => booking));
  const gone = before.filter((row) => !is.has(row.booking) && row.state !== 'cancelled');
  return [...after.flatMap((row) => changeOf(was.get(row.booking), row)), ...gone.map(goneOf)].toSorted((a, b) =>
    a.localStart.localeCompare(b.localStart),
  );
}

function changeOf(before: SeenRow | undefined, row: SeenRow): DayChange[] {
  if (row.state === 'cancelled') return before && before.state !== 'cancelled' ? [goneOf(row)] : [];
  if (!before) return row.state === 'held' ? [] : [{ ...row, what: 'new' }];
  if (before.localStart !== row.localStart) return [{ ...row, what: 'moved', was: before.localStart }];
  if (before.room !== row.room) return [{ ...row, what: 'room', wasRoom: before.room }];
  return before.state === row.state ? [] : [{ ...row, what: 'state' }];
}

const goneOf = (row: SeenRow): DayChange => ({ ...row, what: 'gone' });
