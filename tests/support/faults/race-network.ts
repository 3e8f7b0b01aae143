import type { NetworkFile } from '#domain/network.ts';
import { bookingNetwork } from '../booking-library.ts';

const HOUR_MS = 3_600_000;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Early enough that the whole day is still ahead when a race of an hour is over. */
const RACE_HOUR = 3;
const FIRST_START = 7;
const STARTS = 12;

/** What a race of minutes would otherwise be cut short by: throttles of wrong codes, check-in that opens on the day only. */
export const RACE_SETTINGS = {
  checkInOpensMin: 2_880,
  wrongCodesPerAccount: 1_000_000,
  wrongCodesPerAddress: 1_000_000,
  wrongCodesPerSite: 1_000_000,
};

/**
 * The network of the bookings' tests, open day and night, in a zone where it is three in the morning: whatever the hour, the
 * day of the race is today, so that walk-ins and check-ins are part of it.
 */
export function raceNetwork(now: number): NetworkFile {
  const file = bookingNetwork();
  const always = Object.fromEntries(WEEK.map((day) => [day, [['00:00', '24:00']]])) as never;
  const main = file.branches.find(({ id }) => id === 'main')!;
  main.timeZone = zoneAtHour(RACE_HOUR, now);
  main.hours = { weekly: always, exceptions: [] };
  for (const counsellor of file.counsellors.filter(({ id }) => id === 'ana' || id === 'bor')) {
    counsellor.hours = [{ branch: 'main', weekly: always }];
    counsellor.leave = [];
    delete counsellor.maxPerDay;
  }
  for (const service of file.services) {
    Object.assign(service, { noticeMin: 60, cancelBeforeMin: 60 });
    service.maxOpenPerPatron = 4;
    if (service.id === 'circle') service.people = { min: 1, max: 3 };
  }
  return file;
}

/** The starts that everybody wants, on the day of the race. */
export function raceStarts(now: number): string[] {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const first = hour + (FIRST_START - RACE_HOUR) * HOUR_MS;
  return Array.from({ length: STARTS }, (_, n) => new Date(first + n * HOUR_MS).toISOString());
}

/** A zone of whole hours where it is that hour now. */
function zoneAtHour(hour: number, now: number): string {
  const ahead = (hour - new Date(now).getUTCHours() + 24) % 24;
  const offset = ahead > 12 ? ahead - 24 : ahead;
  // Named the other way round: https://data.iana.org/time-zones/tzdb/etcetera
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
