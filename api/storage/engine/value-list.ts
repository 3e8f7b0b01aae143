import { sql, type RawBuilder } from 'kysely';
import type { Engine } from './statement.ts';

/** Lists of any length in a statement that is compiled once: they travel as one parameter, a JSON array of texts. */

export function textList(values: Iterable<string>): string {
  return JSON.stringify([...values]);
}

export function hexList(values: Iterable<Uint8Array>): string {
  return JSON.stringify(Array.from(values, (bytes) => Buffer.from(bytes).toString('hex')));
}

/** `column in (…)` over a `textList`. */
export function textIn(engine: Engine, column: string, list: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} in (select value from ${elements(engine, list)})`;
}

/** `column in (…)` over a `hexList`. */
export function bytesIn(engine: Engine, column: string, list: string): RawBuilder<boolean> {
  const bytes = engine === 'sqlite' ? sql`unhex(value)` : sql`decode(value, 'hex')`;
  return sql<boolean>`${sql.ref(column)} in (select ${bytes} from ${elements(engine, list)})`;
}

/** A `textList` as rows of one column, `value`. */
export function textRows(engine: Engine, list: string): RawBuilder<{ value: string }> {
  return sql`(select value from ${elements(engine, list)})`;
}

/** Texts, each with bytes of its own, as one parameter. */
export function pairList(pairs: Iterable<readonly [text: string, bytes: Uint8Array]>): string {
  return JSON.stringify(Array.from(pairs, ([text, bytes]) => [text, Buffer.from(bytes).toString('hex')]));
}

/**
 * A `pairList` as rows, numbered from 0 on. (Two lists joined by their place would be read once for each element: SQLite makes no
 * index on what it reads out of JSON. For 500 of them, 63 µs a row instead of 1.)
 */
export function pairRows(engine: Engine, list: string): RawBuilder<{ place: number; text: string; bytes: Uint8Array }> {
  return engine === 'sqlite'
    ? sql`(select key as place, value ->> 0 as text, unhex(value ->> 1) as bytes from json_each(${list}))`
    : sql`(select ordinality - 1 as place, value ->> 0 as text, decode(value ->> 1, 'hex') as bytes
        from json_array_elements(${list}::json) with ordinality)`;
}

function elements(engine: Engine, list: string): RawBuilder<unknown> {
  return engine === 'sqlite' ? sql`json_each(${list})` : sql`json_array_elements_text(${list}::json)`;
}
