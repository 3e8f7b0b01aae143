import type { Engine } from '../engine/statement.ts';

/** What happens on the day itself: check-ins, payments, notes, time taken away, devices and screens that stand in the open. */
export function deskAndCounsellor(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const bytes = pg ? 'bytea' : 'blob';
  const strict = pg ? '' : ' strict';

  return [
    `alter table booking add column arrived_at ${int}`,
    `alter table booking add column started_at ${int}`,
    `alter table booking add column absence text check (absence in ('unexcused', 'excused', 'our_fault'))`,
    `alter table booking add column absence_confirmed_at ${int}`,
    `create index booking_day on booking (branch, local_on, starts_at)`,
    `create index session_counsellor on session (counsellor, starts_at)`,
    `create index session_room on session (room, starts_at)`,
    // Staff gave it another room or counsellor, or called it off: an import leaves a dated session so.
    `alter table session add column arranged_at ${int}`,

    // One row for each item that a device told and that can be so: what became of a visit is read off all of them. The
    // answer is the first one that was given; told again, an item is judged again among those that came in since.
    `create table check_in (
      id text primary key,
      booking text not null,
      event text not null check (event in ('arrived', 'arrived_undone', 'started', 'started_undone',
        'completed', 'completed_undone', 'no_show', 'paid', 'note')),
      body_hash ${bytes} not null,
      occurred_at ${int} not null,
      received_at ${int} not null,
      recorded_by text not null references person(id),
      side text not null check (side in ('desk', 'counsellor')),
      absence text check (absence in ('unexcused', 'excused', 'our_fault')),
      method text check (method in ('cash', 'card', 'waived', 'refunded')),
      amount_minor ${int} check (amount_minor >= 0),
      total_minor ${int} not null,
      reason_sealed ${bytes},
      outcome text not null check (outcome in ('applied', 'already', 'refused')),
      code text,
      check ((outcome = 'refused') = (code is not null)))${strict}`,
    `create index check_in_booking on check_in (booking)`,
    `create table payment (
      id text primary key references check_in(id),
      number ${int} not null,
      booking text not null references booking(id),
      branch text not null references branch(id),
      method text not null check (method in ('cash', 'card', 'waived', 'refunded')),
      amount_minor ${int} not null check (amount_minor > 0),
      currency text not null,
      occurred_at ${int} not null,
      local_on text not null,
      received_at ${int} not null,
      recorded_by text not null references person(id))${strict}`,
    `create unique index payment_number on payment (branch, number)`,
    `create index payment_booking on payment (booking)`,
    `create index payment_day on payment (branch, local_on)`,
    // Administrative, sealed with the patron's key.
    `create table booking_note (
      booking text primary key references booking(id),
      text_sealed ${bytes} not null,
      written_by text not null references person(id),
      role text not null check (role in ('counsellor', 'desk')),
      item text not null,
      written_at ${int} not null)${strict}`,

    // Its cells stand in "occupancy" under its own id, so that the key refuses a booking over it.
    `create table block (
      id text primary key,
      kind text not null check (kind in ('block', 'leave', 'ill', 'out_of_use')),
      counsellor text references counsellor(id),
      room text references room(id),
      branch text not null references branch(id),
      starts_at ${int} not null check (starts_at % 300000 = 0),
      ends_at ${int} not null check (ends_at % 300000 = 0),
      made_by text not null references person(id),
      created_at ${int} not null,
      gone_at ${int},
      check (starts_at < ends_at),
      check ((counsellor is null) <> (room is null)),
      check ((kind = 'out_of_use') = (room is not null)))${strict}`,
    `create index block_time on block (ends_at)`,

    // A device may deliver what was done on it while its person was signed in, for so long as this stands.
    `create table device_grant (
      id text primary key,
      person text not null references person(id),
      sign_in ${bytes} not null,
      public_key ${bytes} not null,
      created_at ${int} not null,
      expires_at ${int} not null,
      revoked_at ${int})${strict}`,
    `create index device_grant_person on device_grant (person)`,
    `create index device_grant_expiry on device_grant (expires_at)`,

    // A sign-in that a kiosk or a door sign goes by has no rights of its person but the screen's.
    `alter table sign_in add column screen text check (screen in ('kiosk', 'door'))`,
    `alter table sign_in add column screen_branch text`,
    `alter table sign_in add column screen_room text`,
  ];
}
