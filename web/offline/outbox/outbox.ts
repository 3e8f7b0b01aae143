import { useSyncExternalStore } from 'react';
import type { Instant } from '#domain/ids.ts';
import { deviceNow } from '../../platform/clock.ts';
import { serverTime } from '../../platform/server-clock.ts';
import type { EntryLabel, HappenedEvent, OutboxEntry } from './outbox-entry.ts';

/** What happened at the desk and in the rooms, from the moment it is recorded until the server has said yes or somebody settled its no. */
export interface Outbox {
  waiting: OutboxEntry[];
  refused: OutboxEntry[];
  /** When the oldest that waits was recorded, by this device. */
  oldestAt?: Instant;
  storage: 'kept' | 'memory' | 'full';
  /** By how many minutes this device's clock is off; ahead is positive. Undefined while it is right. */
  clockOffMin?: number;
}

let outbox: Outbox = { waiting: [], refused: [], storage: 'memory' };
const watchers = new Set<() => void>();

/** Appends, online or not. @returns the entry, once it is on disk. */
export async function record({ occurredAt, ...event }: HappenedEvent, label: EntryLabel): Promise<OutboxEntry> {
  const appendedAt = deviceNow();
  const item = {
    ...event,
    id: crypto.randomUUID(),
    occurredAt: new Date(occurredAt ?? serverTime(appendedAt)).toISOString(),
  };
  const entry: OutboxEntry = { id: item.id, appendedAt, isOnDisk: false, item, label };
  change({ ...outbox, waiting: [...outbox.waiting, entry] });
  return entry;
}

/** Somebody has read why an entry was refused and has seen to it. */
export async function settle(id: string): Promise<void> {
  change({ ...outbox, refused: outbox.refused.filter((one) => one.id !== id) });
}

export function useOutbox(): Outbox {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => outbox,
  );
}

function change(next: Outbox): void {
  outbox = next;
  for (const watcher of watchers) watcher();
}
