import { setTimeout as sleep } from 'node:timers/promises';
import { readBackupRecord } from '../storage/backup/backup-record.ts';
import type { Services } from '../storage/context.ts';
import { oldestUnsealedAt } from '../storage/audit/seal-audit.ts';
import { waitingMessages } from '../storage/stores/messages/message-store.ts';
import { gauge, type Family } from './exposition.ts';

/** A database that does not answer by then is told as not in reach; its questions end by themselves. */
const PATIENCE_MS = 3_000;

type Means = Pick<Services, 'database'>;

/** What stands in the database, and so is the same in every process: ask any one of them (`max`, never `sum`). */
export class LibraryFigures {
  readonly #means: Means;
  readonly #everyHours: number;
  /** Of several who read at once, and while the database hangs, one asks. */
  #asking: Promise<Family[]> | undefined;

  constructor(means: Means, everyHours: number | undefined) {
    this.#means = means;
    this.#everyHours = everyHours ?? 0;
  }

  async families(): Promise<Family[]> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    const found = await inTime(this.#asking).catch(() => undefined);
    const isOpen = this.#means.database.standing().writes === 'open';
    return [
      gauge('quietroom_writes_open', '1: this process writes; 0: it has stopped, and goes on reading.', isOpen ? 1 : 0),
      gauge('quietroom_database_up', '1: the database answers.', found ? 1 : 0),
      ...(found ?? []),
    ];
  }

  async #ask(): Promise<Family[]> {
    const { database } = this.#means;
    const { reader } = database;
    const now = await database.now();
    const { lastGood } = await readBackupRecord(reader);
    const unsealedAt = await oldestUnsealedAt(reader);
    const { waiting, oldestDueAt } = await waitingMessages(reader, now);
    const since = (at: number | undefined) => (at === undefined ? 0 : Math.max(0, now - at) / 1_000);
    return [
      gauge('quietroom_messages_waiting', 'Messages that are due and that nobody sends yet.', waiting),
      gauge('quietroom_messages_oldest_due_seconds', 'How long the oldest of them has been due.', since(oldestDueAt)),
      gauge(
        'quietroom_audit_unsealed_seconds',
        'Age of the oldest line of the record without a seal.',
        since(unsealedAt),
      ),
      gauge(
        'quietroom_backup_last_good_timestamp_seconds',
        'When the last good backup was taken; 0: never.',
        (lastGood?.takenAt ?? 0) / 1_000,
      ),
      gauge('quietroom_backup_every_seconds', 'How often one is taken; 0: not by itself.', this.#everyHours * 3_600),
    ];
  }
}

async function inTime<T>(asked: Promise<T>): Promise<T> {
  const late = new AbortController();
  const patience = sleep(PATIENCE_MS, undefined, { ref: false, signal: late.signal }).then(() => {
    throw new Error('the database does not answer');
  });
  try {
    return await Promise.race([asked, patience]);
  } finally {
    late.abort();
    // Neither is waited for any more.
    patience.catch(() => {});
  }
}
