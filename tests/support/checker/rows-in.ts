import { raw } from '../raw-statement.ts';
import type { Readable } from './check-library.ts';

/** Rows of a question, whatever the engine. */
export async function rowsIn<T = Record<string, unknown>>({ services }: Readable, sql: string): Promise<T[]> {
  return (await services.database.reader.rows(raw(sql), {})) as T[];
}
