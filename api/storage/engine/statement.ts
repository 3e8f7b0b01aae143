import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
} from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * A query built once with Kysely, compiled once per engine, and run by the engine's own prepared statement. Building and
 * compiling a Kysely query for each call costs more than SQLite needs to run it (measured in ARCHITECTURE.md).
 */

export type Engine = 'sqlite' | 'postgres';
export type Bindable = string | number | bigint | Uint8Array | null;

class Parameter {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface Compiled {
  /** The key of prepared-statement caches. */
  readonly id: number;
  readonly sql: string;
  /** Values in order; a Parameter stands for the caller's value of that name. */
  bind(values: Record<string, Bindable>): Bindable[];
}

export interface Statement<P, Row> {
  on(engine: Engine): Compiled;
  /** Only types: never set. */
  readonly types?: { params: P; row: Row };
}

const builders: Record<Engine, Kysely<Schema>> = {
  sqlite: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  postgres: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
};

let lastId = 0;

/**
 * `statement<{ id: string }>()((db, p) => db.selectFrom('booking').selectAll().where('id', '=', p('id')))`
 *
 * `p(name)` stands for the value handed in at each run. The builder must not depend on anything but its arguments.
 */
export function statement<P extends Record<string, Bindable>>() {
  return <Row>(
    build: (db: Kysely<Schema>, p: <K extends keyof P & string>(name: K) => P[K], engine: Engine) => Compilable<Row>,
  ): Statement<P, Row> => {
    const compiled: Partial<Record<Engine, Compiled>> = {};
    const parameter = <K extends keyof P & string>(name: K) => new Parameter(name) as unknown as P[K];

    return { on: (engine) => (compiled[engine] ??= compile(build(builders[engine], parameter, engine))) };
  };
}

function compile(query: Compilable<unknown>): Compiled {
  const { sql, parameters } = query.compile();
  const slots = parameters.map((value) =>
    value instanceof Parameter ? { name: value.name } : { value: value as Bindable },
  );

  return {
    id: ++lastId,
    sql,
    bind: (values) =>
      slots.map((slot) => {
        if (!('name' in slot)) return slot.value;
        const value = values[slot.name];
        if (value === undefined) throw new Error(`statement lacks a value for "${slot.name}": ${sql}`);
        return value;
      }),
  };
}
