import type { Slot } from '#contract/slots.ts';
import type { LocalDate } from '#domain/ids.ts';
import { WEEKDAYS, type Mode, type Weekday } from '#domain/network.ts';
import { addDays, weekdayOf } from '#domain/time/local-date.ts';

export type DayPart = 'morning' | 'afternoon' | 'evening';

const NOON = '12:00';
const EVENING = '17:00';

export const dayOf = ({ localStart }: Slot): LocalDate => localStart.slice(0, 10);

export function byDay(slots: readonly Slot[]): Map<LocalDate, Slot[]> {
  return Map.groupBy(slots, dayOf);
}

export function partsOfDay(slots: readonly Slot[]): { part: DayPart; slots: Slot[] }[] {
  return [...Map.groupBy(slots, partOf)].map(([part, inPart]) => ({ part, slots: inPart }));
}

function partOf({ localStart }: Slot): DayPart {
  const time = localStart.slice(11);
  if (time < NOON) return 'morning';
  return time < EVENING ? 'afternoon' : 'evening';
}

/** The seven dates of the week in which a date lies, from the weekday that the branch begins with. */
export function weekAround(date: LocalDate, firstDay: Weekday): LocalDate[] {
  const back = (WEEKDAYS.indexOf(weekdayOf(date)) - WEEKDAYS.indexOf(firstDay) + 7) % 7;
  return [0, 1, 2, 3, 4, 5, 6].map((place) => addDays(date, place - back));
}

/** How many free times each way of meeting has. */
export function countByMode(slots: readonly Slot[]): Map<Mode, number> {
  const counts = new Map<Mode, number>();
  for (const { mode } of slots) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  return counts;
}
