import type { TestApi } from './api.ts';
import type { Tx } from '../../api/storage/engine/database.ts';

const LOCK = /for (no key )?update/;

/**
 * The same app as somebody would have written who forgot the lock: locking reads lock nothing, whoever has written `taking`
 * goes on when all have, and so does whoever has looked what is left: nobody's commit comes before another's look.
 * For PostgreSQL: on SQLite one transaction writes at a time, and there is nothing to forget.
 */
export function forgetLocks(apis: readonly TestApi[], taking: RegExp): void {
  const taken = meeting(apis.length);
  const looked = meeting(apis.length);

  for (const { services } of apis) {
    const { database } = services;
    const write = database.write.bind(database);
    const hurried = (tx: Tx): Tx => {
      let looks = false;
      /** The first look after the taking. */
      const look = async <T>(found: Promise<T>): Promise<T> => {
        const isLook = looks;
        looks = false;
        const rows = await found;
        if (isLook) await looked();
        return rows;
      };
      return {
        ...tx,
        engine: tx.engine,
        now: tx.now,
        rows: async (statement, params) =>
          LOCK.test(statement.on(tx.engine).sql) ? [] : look(tx.rows(statement, params)),
        first: (statement, params) => look(tx.first(statement, params)),
        attempt: (work) => tx.attempt(work),
        attemptRun: (statement, params) => tx.attemptRun(statement, params),
        run: async (statement, params) => {
          const written = await tx.run(statement, params);
          if (taking.test(statement.on(tx.engine).sql)) {
            await taken();
            looks = true;
          }
          return written;
        },
      };
    };
    Object.assign(database, { write: <T>(work: (tx: Tx) => Promise<T>) => write((tx) => work(hurried(tx))) });
  }
}

/** Whoever comes waits until as many have. */
function meeting(size: number): () => Promise<void> {
  const all = Promise.withResolvers<void>();
  let missing = size;
  return () => {
    if (--missing <= 0) all.resolve();
    return all.promise;
  };
}
