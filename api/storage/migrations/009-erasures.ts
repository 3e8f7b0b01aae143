import type { Engine } from '../engine/statement.ts';

/** Who was erased, and the patron that bookings without a person belong to (rights/nobody.ts). */
export function erasures(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const keyed = pg ? '' : ' strict, without rowid';
  const noKey = pg ? `''::bytea` : `x''`;

  return [
    // Ids only: what it takes to erase the same people again in a copy from before.
    `create table erasure (
      person text primary key,
      at ${int} not null,
      why text not null check (why in ('asked', 'guardian', 'inactive')))${keyed}`,
    `create index erasure_at on erasure (at)`,

    // Closed, nameless, with a key that opens nothing. No network file can bring the id.
    `insert into person (id, wrapped_key, locale, demo, created_at, disabled_at)
      values ('(nobody)', ${noKey}, 'en', 0, 0, 0)`,
    `insert into patron (person, messages, created_at) values ('(nobody)', 'none', 0)`,

    // Looked for whenever a booking loses its person.
    `create index booking_follows on booking (follows) where follows is not null`,
  ];
}
