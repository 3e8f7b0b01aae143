import type { Booking } from '#contract/bookings.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import { clock, joined, longDay } from './format.ts';
import { say } from './i18n.ts';
import { modeWord } from './meeting-words.ts';

/** "Tuesday 24 November" and "14:00", at the branch. */
export function bookedTime({ localStart }: { localStart: string }): [day: string, time: string] {
  return [longDay(localStart.slice(0, 10)), clock(localStart)];
}

/** "Central Library, Room 2"; for phone and video how one meets. */
export function placeWord(booking: Pick<Booking, 'branch' | 'room' | 'mode'>, catalogue?: Catalogue): string {
  const branch = catalogue?.branches.find(({ id }) => id === booking.branch);
  const room = catalogue?.rooms.find(({ id }) => id === booking.room);
  if (booking.mode !== 'room') return joined([modeWord(booking.mode), say(branch?.name)]);
  return joined([say(branch?.name), say(room?.name)]);
}

export function lengthOf({ startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>): number {
  return (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
}
