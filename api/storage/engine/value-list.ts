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
  return sql<boolean>`${sql.ref(column)} in (select ${bytesOf(engine, 'value')} from ${elements(engine, list)})`;
}

/** What stands in a `hexList`. */
export function bytesOf(engine: Engine, column: string): RawBuilder<Uint8Array> {
  return engine === 'sqlite' ? sql`unhex(${sql.ref(column)})` : sql`decode(${sql.ref(column)}, 'hex')`;
}

/** A list as rows, to be joined with another by `place`, from 0 on. */
export function elementsWithPlace(engine: Engine, list: string): RawBuilder<{ place: number; value: string }> {
  return engine === 'sqlite'
    ? sql`(select key as place, value from json_each(${list}))`
    : sql`(select ordinality - 1 as place, value from json_array_elements_text(${list}::json) with ordinality)`;
}

function elements(engine: Engine, list: string): RawBuilder<unknown> {
  return engine === 'sqlite' ? sql`json_each(${list})` : sql`json_array_elements_text(${list}::json)`;
}
