import type { Bindable, Statement } from '../../api/storage/engine/statement.ts';

type Row = Record<string, Bindable>;

/** SQL as it stands, for what no store would ever do. Values are bound by the order of `values`. */
export function raw<Found = Row>(sql: string, values: Bindable[] = []): Statement<Record<never, never>, Found> {
  return { on: () => ({ id: 0, sql, bind: () => values }) };
}
