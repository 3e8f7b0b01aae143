import type { SealedItem } from '#contract/check-ins.ts';
import type { Instant } from '#domain/ids.ts';
import type { EntryRefusal } from './outbox-entry.ts';
import { OUTBOX } from './outbox-name.ts';

/**
 * The outbox on disk: nothing in a row can be read by whoever uses the device next. It is a database of its own, since it
 * outlives the sign-out that empties everything else. Where the device stores nothing, or is full, rows stand in memory.
 */
export interface OutboxRow extends SealedItem {
  /** The order in which things happened on this device. */
  seq: number;
  id: string;
  /** Rows of one booking share it, and go out one after the other. Says nothing by itself. */
  thread: string;
  /** What the tray shows, under the staff vault's key. */
  label?: { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
  appendedAt: Instant;
  /** `gone`: the server has it. The page that sees it takes it away. */
  state: 'waiting' | 'refused' | 'gone';
  refused?: { code: EntryRefusal; at?: string };
  tries: number;
  /** Not again before, by this device. */
  notBefore: Instant;
}

export type NewRow = Omit<OutboxRow, 'seq'>;

const ROWS = 'rows';
/** Behind everything that is on disk. */
const FIRST_IN_MEMORY = 2 ** 50;

/** A row is in memory only when the disk would not have it. */
let inMemory: OutboxRow[] = [];
let nextInMemory = FIRST_IN_MEMORY;
let opening: Promise<IDBDatabase> | undefined;

export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** @returns where the row stands now: on `disk` once the write is durable. What waits in memory goes to the disk before it. */
export async function appendRow(row: NewRow): Promise<'disk' | 'memory' | 'full'> {
  try {
    for (const waiting of inMemory) {
      const { seq, ...rest } = waiting;
      await addToDisk(rest);
      inMemory = inMemory.filter((one) => one.seq !== seq);
    }
    await addToDisk(row);
    return 'disk';
  } catch (error) {
    inMemory = [...inMemory, { ...row, seq: nextInMemory++ }];
    return error instanceof NoRoom ? 'full' : 'memory';
  }
}

/** Oldest first. */
export async function readRows(): Promise<OutboxRow[]> {
  return [...(await diskRows()), ...inMemory];
}

export const rowsInMemory = (): readonly OutboxRow[] => inMemory;

/** Replaces rows as a whole, all of them or none. What has gone from the disk meanwhile stays gone. */
export async function changeRows(rows: readonly OutboxRow[]): Promise<void> {
  const changed = new Map(rows.map((row) => [row.id, row]));
  inMemory = inMemory.map((row) => changed.get(row.id) ?? row);
  const onDisk = rows.filter(({ seq }) => seq < FIRST_IN_MEMORY);
  if (onDisk.length === 0) return;

  await onStore('readwrite', async (store) => {
    for (const row of onDisk) {
      const found = await answered<OutboxRow | undefined>(store.get(row.seq));
      if (found?.id === row.id) store.put(row);
    }
  });
}

export async function deleteRows(rows: readonly OutboxRow[]): Promise<void> {
  const ids = new Set(rows.map(({ id }) => id));
  inMemory = inMemory.filter(({ id }) => !ids.has(id));
  const onDisk = rows.filter(({ seq }) => seq < FIRST_IN_MEMORY);
  if (onDisk.length === 0) return;

  await onStore('readwrite', async (store) => {
    for (const { seq } of onDisk) store.delete(seq);
  });
}

async function diskRows(): Promise<OutboxRow[]> {
  let rows: OutboxRow[] = [];
  try {
    await onStore('readonly', async (store) => {
      rows = await answered<OutboxRow[]>(store.getAll());
    });
  } catch {
    // A browser that stores nothing: there is only what is in memory.
  }
  return rows;
}

async function addToDisk(row: NewRow): Promise<void> {
  try {
    await onStore('readwrite', async (store) => void (await answered(store.add(row))));
  } catch (error) {
    throw (error as Error | null)?.name === 'QuotaExceededError' ? new NoRoom() : error;
  }
}

/** Runs `work` in a transaction. Settles when it is written through to the disk, not only handed to the system. */
async function onStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<void>): Promise<void> {
  const database = await (opening ??= open());
  const transaction = database.transaction(ROWS, mode, { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });
  done.catch(() => undefined);
  try {
    await work(transaction.objectStore(ROWS));
  } catch (fault) {
    // Why the transaction ended says more than what the request that noticed it says.
    await done;
    throw fault;
  }
  await done;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(OUTBOX, 1);
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore(ROWS, { keyPath: 'seq', autoIncrement: true }),
  );
  return answered(request).then(
    (database) => {
      const forget = () => (opening = undefined);
      // The browser cleared it, or another tab wants it gone: the next use opens it anew.
      database.addEventListener('close', forget);
      database.addEventListener('versionchange', () => {
        database.close();
        forget();
      });
      return database;
    },
    (error: unknown) => {
      opening = undefined;
      throw error;
    },
  );
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error as Error));
  });
}
