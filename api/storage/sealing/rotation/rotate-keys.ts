import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../engine/database.ts';
import { readMeta, replaceMeta } from '../../meta-store.ts';
import { recordAudit } from '../../stores/audit-store.ts';
import { rewrapDeliveryKey } from '../delivery-key.ts';
import { addWrappingKey } from '../keys-file.ts';
import type { Keyring } from '../keyring.ts';
import { peopleNotUnder, replaceStepState, replaceWrappedKey, waitingSteps } from './wrapped-key-store.ts';

export interface Rotation {
  database: Database;
  databaseId: string;
  keys: Keyring;
  dataDir: string;
  newId(): string;
  /** As long as backups are kept: what they hold must be read until then. */
  keepDays: number;
  /** After each batch, how many people's keys were wrapped anew. */
  told?: (people: number) => void;
  /** A transaction that wrapped a key just before the file changed has committed by the second look, so much later. */
  lookAgainMs?: number;
}

const DAY_MS = 86_400_000;
const BATCH = 200;
const LOOK_AGAIN_MS = 2_000;

/**
 * Makes a new wrapping key, and wraps every data key of the database by it, while everybody goes on: who reads has both, who
 * writes takes the newest in the file. One that was cut off is taken up where it was, with the key that it made.
 */
export async function rotateKeys(rotation: Rotation): Promise<{ people: number; isResumed: boolean }> {
  const { database, databaseId, keys, dataDir, newId, keepDays } = rotation;
  const isResumed = keys.wrappedPrefix().length > 1 && (await isPending(rotation));
  if (!isResumed) {
    const now = await database.now();
    const keepFrom = new Date(now - keepDays * DAY_MS).toISOString();
    addWrappingKey(dataDir, { now: new Date(now).toISOString(), keepFrom });
  }
  const people = await rewrapAll(rotation);
  await database.write((tx) =>
    recordAudit({ tx, keys, newId, now: tx.now }, 'keys.rotated', databaseId, { people, resumed: isResumed }),
  );
  return { people, isResumed };
}

async function isPending({ database, keys }: Rotation): Promise<boolean> {
  return (await peopleNotUnder(database.reader, keys.wrappedPrefix(), '', 1)).length > 0;
}

async function rewrapAll(rotation: Rotation): Promise<number> {
  let people = 0;
  for (;;) {
    const found = await rewrapPeople(rotation, people);
    people += found;
    await rewrapSteps(rotation);
    await rewrapDelivery(rotation);
    // A look that finds nothing after the pause is the last.
    if (found === 0) return people;
    await sleep(rotation.lookAgainMs ?? LOOK_AGAIN_MS);
  }
}

async function rewrapPeople({ database, keys, told }: Rotation, before: number): Promise<number> {
  let people = 0;
  for (let after = ''; ;) {
    const batch = await peopleNotUnder(database.reader, keys.wrappedPrefix(), after, BATCH);
    const last = batch.at(-1);
    if (!last) return people;
    await database.write(async (tx) => {
      for (const { id, wrapped_key } of batch) await replaceWrappedKey(tx, id, wrapped_key, keys.rewrap(wrapped_key));
    });
    people += batch.length;
    after = last.id;
    told?.(before + people);
  }
}

/** What waits for a code has a data key of its own, which becomes a person's. */
async function rewrapSteps({ database, keys }: Rotation): Promise<void> {
  for (const { token_hash, state } of await waitingSteps(database.reader)) {
    const found = JSON.parse(state) as { key?: unknown };
    if (typeof found.key !== 'string') continue;
    const key = Buffer.from(keys.rewrap(Buffer.from(found.key, 'base64'))).toString('base64');
    await database.write((tx) => replaceStepState(tx, token_hash, state, JSON.stringify({ ...found, key })));
  }
}

async function rewrapDelivery({ database, keys }: Rotation): Promise<void> {
  const stored = await readMeta(database.reader, 'delivery_key');
  if (stored === undefined) return;
  await database.write((tx) => replaceMeta(tx, 'delivery_key', stored, rewrapDeliveryKey(keys, stored)));
}
