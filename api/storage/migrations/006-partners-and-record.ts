import type { Engine } from '../engine/statement.ts';

/** What a partner hands out and is told, and at which branch something on record was done. */
export function partnersAndRecord(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const strict = pg ? '' : ' strict';
  const keyed = pg ? '' : ' strict, without rowid';

  return [
    `create table code_batch (
      id text primary key,
      partner text not null references partner(id),
      discount text not null references discount(id),
      count ${int} not null check (count > 0),
      issued_by text not null references person(id),
      issued_at ${int} not null,
      withdrawn_at ${int})${strict}`,
    `create index code_batch_partner on code_batch (partner, issued_at)`,
    // Codes that a command on the server made are in no batch.
    `alter table partner_code add column batch text references code_batch(id)`,
    `alter table partner_code add column withdrawn_at ${int}`,
    `create index partner_code_batch on partner_code (batch)`,
    `create index partner_code_out on partner_code (discount) where withdrawn_at is null`,

    // Weeks that were counted, once and for all: a later look finds the same.
    `create table partner_cell (
      discount text not null references discount(id),
      currency text not null,
      from_on text not null,
      to_on text not null,
      visits ${int} not null check (visits >= 5),
      minor ${int} not null,
      closed_at ${int} not null,
      primary key (discount, currency, from_on))${keyed}`,
    `create index redemption_discount on redemption (discount) where returned_at is null`,

    `alter table audit add column branch text`,
    `create index audit_at on audit (at)`,
  ];
}
