import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresTx } from '../../../../api/storage/engine/postgres/postgres-tx.ts';
import { SqliteTx } from '../../../../api/storage/engine/sqlite/sqlite-tx.ts';
import type { Statement } from '../../../../api/storage/engine/statement.ts';

/** Says each step of a migration before and after, and waits in between: as long as a large library would take. */
const WAIT_MS = 8;
/** All else that is neither cached nor named only reads. */
const STEP = /^\s*(create|alter|drop|insert|update|delete)\b/;

type Run = (statement: Statement<Record<never, never>, unknown>, params: object) => Promise<number>;

for (const slow of [SqliteTx.prototype, PostgresTx.prototype] as { engine: 'sqlite' | 'postgres'; run: Run }[]) {
  const { run } = slow;
  slow.run = async function (statement, params) {
    const compiled = statement.on(this.engine);
    const isStep = compiled.id === 0 && STEP.test(compiled.sql);
    if (isStep) writeSync(2, 'a step begins\n');
    const rows = await run.call(this, statement, params);
    if (isStep) {
      await sleep(WAIT_MS);
      writeSync(2, 'a step is done\n');
    }
    return rows;
  };
}
