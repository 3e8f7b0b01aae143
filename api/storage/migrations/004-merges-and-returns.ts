import type { Engine } from '../engine/statement.ts';

/** What can be taken back: two records of one patron that were merged, dated sessions that were called off; and retention. */
export function mergesAndReturns(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const bit = pg ? 'smallint' : 'integer';
  const strict = pg ? '' : ' strict';
  const keyed = pg ? '' : ' strict, without rowid';

  return [
    // The sweep looks for the oldest; money that was told is kept, and must not stand in its way.
    `create index check_in_age on check_in (received_at) where event <> 'paid'`,

    // Made by the front desk in the counsellor's name: the desk may end it too.
    `alter table block add column by_desk ${bit} not null default 0 check (by_desk in (0, 1))`,

    // A dated session that staff called off, and whom that cost a place. Of a session one stands at a time.
    `create table call_off (
      id text primary key,
      session text not null references session(id),
      called_off_by text not null references person(id),
      side text not null check (side in ('desk', 'counsellor')),
      called_off_at ${int} not null,
      brought_back_at ${int})${strict}`,
    `create unique index call_off_session on call_off (session) where brought_back_at is null`,
    `create table call_off_place (
      call_off text not null references call_off(id),
      booking text not null references booking(id),
      state text not null check (state in ('confirmed', 'arrived')),
      primary key (call_off, booking))${keyed}`,

    // A patron with a code card who turned out to be one with a library card. What went over is written down part by
    // part, so that exactly that goes back.
    `create table patron_merge (
      id text primary key,
      branch text not null references branch(id),
      kept text not null references patron(person),
      gone text not null references patron(person),
      merged_by text not null references person(id),
      merged_at ${int} not null,
      undone_at ${int},
      check (kept <> gone))${strict}`,
    `create index patron_merge_kept on patron_merge (kept)`,
    `create unique index patron_merge_gone on patron_merge (gone) where undone_at is null`,
    `create index patron_merge_age on patron_merge (merged_at)`,
    `create table patron_merge_part (
      merge text not null references patron_merge(id),
      kind text not null check (kind in ('booking', 'entitlement', 'card', 'uses')),
      subject text not null,
      uses ${int} not null default 0,
      primary key (merge, kind, subject))${keyed}`,
  ];
}
