import type { Database } from './database.ts';

/** The same database; `written` is called after each commit of this process, before the writer has its answer. */
export function heededDatabase(database: Database, written: () => void): Database {
  return {
    engine: database.engine,
    reader: database.reader,
    standing: () => database.standing(),
    onStanding: (told) => database.onStanding(told),
    now: () => database.now(),
    scrub: () => database.scrub(),
    close: () => database.close(),
    write: async (work) => {
      const value = await database.write(work);
      written();
      return value;
    },
  };
}
