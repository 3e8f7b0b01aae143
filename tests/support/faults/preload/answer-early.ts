import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '../../../../api/storage/engine/database.ts';
import { openPostgres } from '../../../../api/storage/engine/postgres/postgres-database.ts';
import { SqliteWriter } from '../../../../api/storage/engine/sqlite/sqlite-writer.ts';

/** A control: a process that loads this answers each write before it is committed, as somebody would have written who is in a hurry. */
const LATE_MS = 200;

type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

// Nothing is connected before the first question.
const postgres = openPostgres('postgres://nowhere.invalid/none');
for (const hurried of [SqliteWriter.prototype, Object.getPrototypeOf(postgres)] as { write: Write }[]) {
  const { write } = hurried;
  hurried.write = function <T>(this: unknown, work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((answer, refuse) => {
      const late = async (tx: Tx) => {
        const value = await work(tx);
        answer(value);
        await sleep(LATE_MS);
        return value;
      };
      write.call(this, late).catch(refuse);
    });
  };
}
