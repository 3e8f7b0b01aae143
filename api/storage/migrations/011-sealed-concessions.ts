import type { Engine } from '../engine/statement.ts';

/**
 * What somebody pays less for says something about them: it is sealed like their name. The keys are not the migration's to
 * use: rights from before are sealed by the first process that opens the database (stores/bookings/entitlement-store.ts).
 */
export function sealedConcessions(engine: Engine): string[] {
  if (engine === 'postgres') {
    return [
      `alter table entitlement alter column concession drop not null`,
      `alter table entitlement add column concession_sealed bytea`,
      `alter table entitlement add check ((concession is null) <> (concession_sealed is null))`,
    ];
  }
  return [
    `create table entitlement_sealed (
      id text primary key,
      patron text not null references patron(person),
      concession text references concession(id),
      concession_sealed blob,
      from_on text not null,
      until_on text not null,
      evidence text not null check (evidence in ('card', 'desk', 'partner')),
      recorded_by text,
      created_at integer not null,
      ended_at integer,
      check (from_on <= until_on),
      check ((concession is null) <> (concession_sealed is null))) strict`,
    `insert into entitlement_sealed
      (id, patron, concession, from_on, until_on, evidence, recorded_by, created_at, ended_at)
      select id, patron, concession, from_on, until_on, evidence, recorded_by, created_at, ended_at from entitlement`,
    `drop table entitlement`,
    `alter table entitlement_sealed rename to entitlement`,
    `create index entitlement_patron on entitlement (patron)`,
  ];
}
