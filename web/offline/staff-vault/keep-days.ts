import type { QueryClient } from '@tanstack/react-query';
import type { CounsellorDays } from '#contract/counsellor.ts';
import type { DeskDay } from '#contract/desk.ts';
import type { Instant, LocalDate } from '#domain/ids.ts';
import { counsellorDaysQuery } from '../../platform/queries/staff/counsellor-queries.ts';
import { deskDayQuery } from '../../platform/queries/staff/desk-queries.ts';
import { openKey } from './open-key.ts';
import { keepRecord, recordNames, rememberServerTime, takeRecord } from './staff-records.ts';

/** Days on the device: alias, time, room, needs and state. What somebody comes for, and what was noted, stays out. */

const DAY = 'day ';
const HOUR_MS = 3_600_000;
/** The counsellor's days can be read for so long without hearing from the server. */
const COUNSELLOR_MS = 72 * HOUR_MS;

/** @param until the end of tomorrow at the branch */
export async function keepDeskDay(day: DeskDay, until: Instant): Promise<void> {
  const rows = day.rows.map(({ note: _, ...row }) => row);
  await keep(deskDayQuery(day.branch, day.date).queryKey, { ...day, rows }, until);
}

export async function keepCounsellorDays(from: LocalDate, kept: CounsellorDays): Promise<void> {
  const days = kept.days.map((day) => ({
    ...day,
    sessions: day.sessions.map((session) => ({
      ...session,
      service: '',
      visits: session.visits.map(({ note: _, ...visit }) => visit),
    })),
  }));
  const until = Date.parse(kept.asOf) + COUNSELLOR_MS;
  await keep(counsellorDaysQuery(from, kept.days.length).queryKey, { ...kept, days }, until);
}

/** Puts on screen what the device kept, as old as can be, so that it is asked for again at once. */
export async function restoreDays(client: QueryClient, key: CryptoKey): Promise<void> {
  for (const name of await recordNames(DAY)) {
    const queryKey = JSON.parse(name.slice(DAY.length)) as unknown[];
    if (client.getQueryData(queryKey)) continue;
    const day = await takeRecord(key, name);
    if (day) client.setQueryData(queryKey, day, { updatedAt: 0 });
  }
}

async function keep<Day extends { asOf: string }>(
  queryKey: readonly unknown[],
  day: Day,
  until: Instant,
): Promise<void> {
  const key = openKey();
  if (!key) return;
  await keepRecord(key, DAY + JSON.stringify(queryKey), day, until);
  await rememberServerTime(Date.parse(day.asOf));
}
