import { useMemo } from 'react';
import type { DeskDay, DeskRow } from '#contract/desk.ts';
import { MINUTE, type Instant, type LocalDate } from '#domain/ids.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { withOutbox, type OutboxEntry, type WithOutbox } from '../../../offline/outbox/outbox-entry.ts';
import type { CatalogueBranch } from '../../../platform/queries/catalogue-query.ts';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { useDeskStaffDay, type StaffDay } from '../../../staff/use-staff-day.ts';
import type { ShownRow } from './day-window.ts';
import { progressOf, type WaitingEvent } from './row-progress.ts';

export interface DeskToday extends Omit<StaffDay<DeskDay>, 'data'> {
  branch: CatalogueBranch | undefined;
  zone: string;
  today: LocalDate;
  now: Instant;
  day: DeskDay | undefined;
  rows: DayRow[];
}

/** A row with how it stands and what waits to be sent about it. */
export interface DayRow extends ShownRow {
  row: WithOutbox<DeskRow>;
}

/** Until the first answer; the day then says its own. */
const GRACE_MIN = 15;

/** Today at the desk's branch, from the server or from the device, with what waits to be sent laid over it. */
export function useDeskToday(): DeskToday {
  const { branch, today, now } = useBranchDay();
  const { data: day, ...state } = useDeskStaffDay(today);
  const { waiting } = useOutbox();
  const minute = Math.floor(now / MINUTE);

  const rows = useMemo(
    () => dayRowsOf(day?.rows ?? [], waiting, minute * MINUTE, day?.graceMin),
    [day, waiting, minute],
  );
  return { ...state, branch, zone: branch?.timeZone ?? 'UTC', today, now, day, rows };
}

/** The server's rows with what waits to be sent laid over them. */
export function dayRowsOf(
  rows: readonly DeskRow[],
  waiting: readonly OutboxEntry[],
  now: Instant,
  graceMin: number = GRACE_MIN,
): DayRow[] {
  return withOutbox(rows, waiting).map((row) => ({
    row,
    progress: progressOf(row, row.waiting.flatMap(waitingEvent), now, graceMin),
  }));
}

function waitingEvent({ item }: OutboxEntry): WaitingEvent[] {
  return item ? [{ event: item.event, at: Date.parse(item.occurredAt), absence: item.absence }] : [];
}

export function isPaymentWaiting({ row }: DayRow): boolean {
  return row.waiting.some(({ item }) => item?.event === 'paid');
}
