import type { Tx } from '../engine/database.ts';
import { statement, type Bindable, type Statement } from '../engine/statement.ts';
import type { Schema } from '../schema.ts';

type Row = Record<string, Bindable>;

const inserts = new Map<string, Statement<Row, unknown>>();

/** Inserts a whole row of a table, every column of it named. @throws Conflict */
export async function putRow<Table extends 'booking' | 'session' | 'check_in'>(
  tx: Tx,
  table: Table,
  row: Schema[Table],
): Promise<void> {
  let insert = inserts.get(table);
  if (!insert) {
    const columns = Object.keys(row);
    insert = statement<Row>()((db, p) =>
      db.insertInto(table).values(Object.fromEntries(columns.map((column) => [column, p(column)])) as never),
    );
    inserts.set(table, insert);
  }
  await tx.run(insert, row as unknown as Row);
}
