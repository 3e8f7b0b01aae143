import type { Instant } from '#domain/ids.ts';
import { deviceNow } from '../../platform/clock.ts';
import { serverTime } from '../../platform/server-clock.ts';
import { openValue, sealValue, type SealedValue } from './sealed-value.ts';
import { reshelve, shelfNames, shelve, shelved, unshelve } from './staff-shelf.ts';

/** What the vault holds, each with the time after which it is deleted: that alone can be read without the key. */

interface KeptRecord extends SealedValue {
  keepUntil: Instant;
}

const RECORD = 'record ';
const LATEST = 'latest';

/** @param onDisk false: sealed all the same, and in this page's memory only */
export async function keepRecord(
  key: CryptoKey,
  name: string,
  value: unknown,
  keepUntil: Instant,
  onDisk = true,
): Promise<void> {
  await shelve(RECORD + name, { ...(await sealValue(key, value)), keepUntil } satisfies KeptRecord, onDisk);
}

/** Undefined where there is none, it cannot be opened, or it is past its time. */
export async function takeRecord<T>(key: CryptoKey, name: string): Promise<T | undefined> {
  const kept = await shelved<KeptRecord>(RECORD + name);
  if (!kept || kept.keepUntil <= (await latestNow())) return undefined;
  return openValue<T>(key, kept);
}

export const forgetRecord = (name: string) => unshelve(RECORD + name);

/** Names that begin with `start`. */
export async function recordNames(start = ''): Promise<string[]> {
  return (await shelfNames(RECORD + start)).map((name) => name.slice(RECORD.length));
}

/** At every start, locked or open, with and without a network. */
export async function forgetPastRecords(): Promise<void> {
  const now = await latestNow();
  for (const name of await shelfNames(RECORD)) {
    const kept = await shelved<KeptRecord>(name);
    if (kept && kept.keepUntil <= now) await unshelve(name);
  }
}

/** The server's time, and never earlier than it has been: a clock that is set back keeps nothing longer. */
async function latestNow(): Promise<Instant> {
  const now = serverTime(deviceNow());
  const latest = await shelved<{ at: Instant }>(LATEST);
  return Math.max(now, latest?.at ?? 0);
}

/** An answer of the server said what time it is. */
export async function rememberServerTime(at: Instant): Promise<void> {
  const known = await reshelve<{ at: Instant }>(LATEST, (before) => ({ at: Math.max(before.at, at) }));
  if (!known) await shelve(LATEST, { at });
}
