import { CannotWrite, writtenThrough, type Database } from './database.ts';

/** Whoever counts what is written, and how long it takes. Milliseconds. */
export interface WriteMeter {
  /** A verb asks to write. */
  asked(): void;
  /** Its turn came; undefined: it never did. */
  begun(waitedMs: number | undefined): void;
  /** One commit, with the answers of so many verbs. */
  committed(verbs: number, ms: number): void;
  /** Nothing could be written: the asker was told to come again. */
  failed(): void;
}

/** The same database; the meter hears of each write. What is committed together is told by the engine itself. */
export function meteredDatabase(database: Database, meter: WriteMeter): Database {
  return writtenThrough(database, async (work) => {
    const asked = performance.now();
    let isBegun = false;
    meter.asked();
    try {
      return await database.write((tx) => {
        // A verb that is tried again after a deadlock has waited once.
        if (!isBegun) meter.begun(performance.now() - asked);
        isBegun = true;
        return work(tx);
      });
    } catch (fault) {
      if (!isBegun) meter.begun(undefined);
      if (fault instanceof CannotWrite) meter.failed();
      throw fault;
    }
  });
}
