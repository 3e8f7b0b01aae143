import type { TestApi } from './api.ts';
import type { Tx } from '../../api/storage/engine/database.ts';

const LOCK = /for (no key )?update/;

/**
 * The same app as somebody would have written who forgot the lock: locking reads lock nothing, and whoever has written
 * `taking` goes on when all have. For PostgreSQL: on SQLite one transaction writes at a time, and there is nothing to forget.
 */
export function forgetLocks(apis: readonly TestApi[], taking: RegExp): void {
  const arrived = Promise.withResolvers<void>();
  let missing = apis.length;

  for (const { services } of apis) {
    const { database } = services;
    const write = database.write.bind(database);
    const hurried = (tx: Tx): Tx => ({
      ...tx,
      engine: tx.engine,
      now: tx.now,
      rows: async (statement, params) => (LOCK.test(statement.on(tx.engine).sql) ? [] : tx.rows(statement, params)),
      first: (statement, params) => tx.first(statement, params),
      attempt: (work) => tx.attempt(work),
      attemptRun: (statement, params) => tx.attemptRun(statement, params),
      run: async (statement, params) => {
        const written = await tx.run(statement, params);
        if (taking.test(statement.on(tx.engine).sql)) {
          if (--missing <= 0) arrived.resolve();
          await arrived.promise;
        }
        return written;
      },
    });
    Object.assign(database, { write: <T>(work: (tx: Tx) => Promise<T>) => write((tx) => work(hurried(tx))) });
  }
}
