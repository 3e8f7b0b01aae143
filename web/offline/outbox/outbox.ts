import { useSyncExternalStore } from 'react';
import type { CheckInItem } from '#contract/check-ins.ts';
import type { Instant } from '#domain/ids.ts';
import { deviceNow } from '../../platform/clock.ts';
import { aheadOfDevice, serverTime } from '../../platform/server-clock.ts';
import { hashText } from '../../platform/text-hash.ts';
import { haveGrant } from '../staff-vault/device-grant.ts';
import { onOpenKey, openKey } from '../staff-vault/open-key.ts';
import { openValue, sealValue } from '../staff-vault/sealed-value.ts';
import { forgetLost, lostRows, withClearedRows } from './cleared-rows.ts';
import { onOutbox, tellOtherTabs } from './outbox-channel.ts';
import type { EntryLabel, HappenedEvent, OutboxEntry } from './outbox-entry.ts';
import { takeAwayAfter, takeAwayGone } from './gone-rows.ts';
import { appendRow, deleteRows, readRows, rowsInMemory, type OutboxRow } from './outbox-rows.ts';
import { askWorkerToSend, sendSoon, startSending } from './outbox-sender.ts';
import { sealItem } from './seal-item.ts';
import { markUnsent, unmarkUnsent } from './unsent-marker.ts';

/** What happened at the desk and in the rooms, from the moment it is recorded until the server has said yes or somebody settled its no. */
export interface Outbox {
  waiting: OutboxEntry[];
  refused: OutboxEntry[];
  /** When the oldest that waits was recorded, by this device. */
  oldestAt?: Instant;
  /** `memory`: this browser stores nothing; `full`: it has no room. What waits then lasts as long as this page. */
  storage: 'kept' | 'memory' | 'full';
  /** How many entries the browser has cleared away before they were sent. */
  lost: number;
  /** By how many minutes this device's clock is off; ahead is positive. Undefined while it is right. */
  clockOffMin?: number;
}

interface Told {
  item: CheckInItem;
  label: EntryLabel;
}

const SAME_MOMENT_MS = 1000;
const CLOCK_OFF_MS = 2 * 60_000;

let outbox: Outbox = { waiting: [], refused: [], storage: 'kept', lost: 0 };
let storage: Outbox['storage'] = 'kept';
let told = new Map<string, Told>();
let appending: Promise<unknown> = Promise.resolve();
let isOpen = false;
let turn = 0;
let lastAt = 0;
const watchers = new Set<() => void>();

/**
 * Appends, online or not; what is recorded first is sent first. @returns the entry, once it is on disk, or in memory where
 * the device has no room for it. @throws Problem where this device may not record: nothing is kept then
 */
export function record(event: HappenedEvent, label: EntryLabel): Promise<OutboxEntry> {
  const appended = appending.then(() => append(event, label));
  appending = appended.catch(() => undefined);
  return appended;
}

async function append({ occurredAt, ...event }: HappenedEvent, label: EntryLabel): Promise<OutboxEntry> {
  const appendedAt = deviceNow();
  const key = openKey();
  if (!key) throw new Error('the vault is locked');
  const grant = await haveGrant();
  const item: CheckInItem = {
    ...event,
    id: crypto.randomUUID(),
    occurredAt: inOrder(occurredAt ?? serverTime(appendedAt)),
  };
  const place = await appendRow({
    ...(await sealItem(item, grant)),
    id: item.id,
    thread: await hashText(`${grant.grant} ${item.booking}`),
    label: await sealValue(key, { item, label } satisfies Told),
    appendedAt,
    state: 'waiting',
    tries: 0,
    notBefore: 0,
  });
  storage = place === 'disk' ? 'kept' : place;
  if (place === 'disk') markUnsent(item.id);
  told.set(item.id, { item, label });
  await reread();
  tellOtherTabs({ is: 'changed' });
  sendSoon();
  void askWorkerToSend();
  return { id: item.id, appendedAt, isOnDisk: place === 'disk', item, label };
}

/** Somebody has read why an entry was refused and has seen to it. */
export async function settle(id: string): Promise<void> {
  const rows = (await readRows()).filter((row) => row.id === id && row.state === 'refused');
  unmarkUnsent([id]);
  await deleteRows(rows);
  await reread();
  tellOtherTabs({ is: 'changed' });
}

/** Somebody has read that entries are gone. */
export function settleLost(): void {
  forgetLost();
  void reread();
}

/**
 * Opens the outbox in this tab: shows what waits, and sends it. @param refetch is called when the server has answered
 * entries; until it settles they still read as waiting, so that nothing looks undone in between
 */
export function openOutbox(refetch: () => Promise<unknown>): void {
  takeAwayAfter(refetch);
  startSending();
  if (isOpen) return;
  isOpen = true;
  onOpenKey(() => {
    told = new Map();
    void reread();
  });
  onOutbox(({ is }) => {
    if (is === 'changed') void reread();
  });
  void takeAwayGone();
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

/** The server has been heard: the clock may be right again, or be seen to be wrong. */
export function noticeClock(): void {
  const { clockOffMin: _, ...rest } = outbox;
  if (outbox.clockOffMin !== clockOff().clockOffMin) change({ ...rest, ...clockOff() });
}

async function reread(): Promise<void> {
  const own = ++turn;
  const rows = await withClearedRows(await readRows());
  const inMemory = new Set(rowsInMemory().map(({ id }) => id));
  const entries = await Promise.all(rows.map((row) => entryOf(row, !inMemory.has(row.id))));
  if (own !== turn) return;

  const waiting = entries.filter(({ refused }) => !refused);
  if (inMemory.size === 0 && storage === 'full') storage = 'kept';
  change({
    waiting,
    refused: entries.filter(({ refused }) => refused),
    storage,
    lost: lostRows(),
    ...(waiting.length > 0 && { oldestAt: Math.min(...waiting.map(({ appendedAt }) => appendedAt)) }),
    ...clockOff(),
  });
}

async function entryOf(row: OutboxRow, isOnDisk: boolean): Promise<OutboxEntry> {
  const { id, appendedAt, label, refused } = row;
  const key = openKey();
  const known = key && (told.get(id) ?? (label && (await openValue<Told>(key, label))));
  if (known) told.set(id, known);
  return { id, appendedAt, isOnDisk, ...known, ...(refused && { refused }) };
}

function clockOff(): { clockOffMin?: number } {
  const ahead = aheadOfDevice() ?? 0;
  return Math.abs(ahead) > CLOCK_OFF_MS ? { clockOffMin: Math.round(-ahead / 60_000) } : {};
}

/** Two taps within a millisecond keep their order. */
function inOrder(at: Instant): string {
  lastAt = lastAt < at || lastAt - at > SAME_MOMENT_MS ? at : lastAt + 1;
  return new Date(lastAt).toISOString();
}

function change(next: Outbox): void {
  outbox = next;
  for (const watcher of watchers) watcher();
}
