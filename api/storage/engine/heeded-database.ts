import { writtenThrough, type Database, type Tx } from './database.ts';

export interface Heed {
  /** At the end of each transaction, inside it. */
  beforeCommit?(tx: Tx): Promise<void>;
  /** After each commit of this process, before the writer has its answer. */
  written?(): void;
}

/** The same database, and somebody who heeds what is written. */
export function heededDatabase(database: Database, { beforeCommit, written }: Heed): Database {
  return writtenThrough(database, async (work) => {
    const value = await database.write(async (tx) => {
      const done = await work(tx);
      await beforeCommit?.(tx);
      return done;
    });
    written?.();
    return value;
  });
}
