import type { CheckInItem } from '#contract/check-ins.ts';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { ItemEvent, ItemRefusal } from '#domain/check-in/check-in-item.ts';
import type { Instant, LocalTime } from '#domain/ids.ts';

/** What happened, as a screen tells the outbox: the id is made there, and the time too where it is left out. */
export type HappenedEvent = Omit<CheckInItem, 'id' | 'occurredAt'> & { occurredAt?: Instant };

/** What a waiting entry is called on the screen. */
export interface EntryLabel {
  alias: string;
  localStart: LocalTime;
}

/** `unreadable`: the API could not take the entry at all, so it would never be taken. */
export type EntryRefusal = ItemRefusal | 'unreadable';

/** One thing that happened and that the server has not answered yet, or has refused. */
export interface OutboxEntry {
  id: string;
  /** By this device's clock. */
  appendedAt: Instant;
  /** False: it is in this page's memory only, since the device has no room for it. */
  isOnDisk: boolean;
  /** Undefined while the vault is locked, and for ever where somebody else wrote it. */
  item?: CheckInItem;
  label?: EntryLabel;
  refused?: { code: EntryRefusal; at?: string };
}

/** A row with what still waits to be sent about it. `expected` is what it becomes if the server agrees: never shown as done. */
export type WithOutbox<Row> = Row & { waiting: OutboxEntry[]; expected: BookingState };

/** What a booking becomes by it, if the server agrees. */
export const BECOMES: Partial<Record<ItemEvent, BookingState>> = {
  arrived: 'arrived',
  arrived_undone: 'confirmed',
  started: 'in_session',
  started_undone: 'arrived',
  completed: 'completed',
  completed_undone: 'in_session',
  no_show: 'no_show',
};

/** Puts beside each row what waits about its booking, in the order in which it happened here. */
export function withOutbox<Row extends { booking: string; state: BookingState }>(
  rows: readonly Row[],
  waiting: readonly OutboxEntry[],
): WithOutbox<Row>[] {
  const byBooking = Map.groupBy(waiting, ({ item }) => item?.booking);
  return rows.map((row) => {
    const own = byBooking.get(row.booking) ?? [];
    const last = own.findLast(({ item }) => item && BECOMES[item.event]);
    return { ...row, waiting: own, expected: (last?.item && BECOMES[last.item.event]) ?? row.state };
  });
}
