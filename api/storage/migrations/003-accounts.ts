import type { Engine } from '../engine/statement.ts';

/** Ways to sign in, invitations, guardians, consents, links of tickets, and the messages that people asked for. */
export function accounts(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const bytes = pg ? 'bytea' : 'blob';
  const bit = `${pg ? 'smallint' : 'integer'} not null default 0`;
  const strict = pg ? '' : ' strict';
  const keyed = pg ? '' : ' strict, without rowid';

  const roles = `('patron', 'counsellor', 'desk', 'admin', 'partner', 'auditor')`;
  const levels = `('discreet', 'time', 'place', 'none')`;

  return [
    ...widened('role_grant', 'role', `text not null default 'patron' check (role_wide in ${roles})`),
    ...widened('patron', 'messages', `text not null default 'discreet' check (messages_wide in ${levels})`),
    ...widened('booking', 'messages', `text not null default 'discreet' check (messages_wide in ${levels})`),

    // What a person is told apart by in the list of own sign-ins; the device's name is sealed with the person's key.
    `alter table sign_in add column id text`,
    `update sign_in set id = ${pg ? 'gen_random_uuid()::text' : 'lower(hex(randomblob(16)))'}`,
    `create unique index sign_in_id on sign_in (id)`,
    `alter table sign_in add column method text not null default 'password'
      check (method in ('card', 'password', 'code', 'passkey', 'oidc', 'screen'))`,
    `alter table sign_in add column device_sealed ${bytes}`,
    // Begun with two factors, or with one where no more was asked then.
    `alter table sign_in add column strong ${bit} check (strong in (0, 1))`,

    // Of people who work here, kept when their sign-ins are swept.
    `alter table person add column last_seen_at ${int}`,

    // Nobody signs in with a contact that was never shown to be theirs, and no two people with the same.
    `alter table contact add column verified_at ${int}`,
    `alter table contact add column opens ${bit} check (opens in (0, 1))`,
    `create unique index contact_opens on contact (contact_index) where opens = 1`,
    `create index contact_person on contact (person)`,

    // One step of signing in that waits for the next, bound by a cookie to the browser that began it. subject: what was
    // named (a contact, an issuer) as a keyed hash.
    `create table sign_in_step (
      token_hash ${bytes} primary key,
      kind text not null check (kind in ('code', 'contact', 'second_factor', 'passkey', 'new_passkey', 'oidc')),
      person text references person(id),
      subject ${bytes},
      code_hash ${bytes},
      state text not null default '{}',
      tries ${int} not null default 0,
      created_at ${int} not null,
      expires_at ${int} not null,
      used_at ${int})${keyed}`,
    `create index sign_in_step_expiry on sign_in_step (expires_at)`,
    `create table passkey (
      id text primary key,
      person text not null references person(id),
      public_key ${bytes} not null,
      counter ${int} not null,
      transports text not null,
      name_sealed ${bytes} not null,
      created_at ${int} not null,
      last_used_at ${int})${strict}`,
    `create index passkey_person on passkey (person)`,
    // A step of 30 seconds opens once: last_step is the newest that did.
    `create table authenticator (
      person text primary key references person(id),
      secret_sealed ${bytes} not null,
      created_at ${int} not null,
      confirmed_at ${int},
      last_step ${int})${strict}`,
    `create table recovery_code (
      code_index ${bytes} primary key,
      person text not null references person(id),
      created_at ${int} not null,
      used_at ${int})${strict}`,
    `create index recovery_code_person on recovery_code (person)`,
    `create table outside_identity (
      issuer text not null,
      subject_index ${bytes} not null,
      person text not null references person(id),
      created_at ${int} not null,
      primary key (issuer, subject_index))${keyed}`,
    // One of each provider to a person.
    `create unique index outside_identity_person on outside_identity (person, issuer)`,
    `create table invitation (
      token_hash ${bytes} primary key,
      id text not null unique,
      person text not null references person(id),
      role text not null check (role in ${roles}),
      branch text references branch(id),
      counsellor text references counsellor(id),
      partner text references partner(id),
      made_by text,
      created_at ${int} not null,
      expires_at ${int} not null,
      used_at ${int},
      revoked_at ${int})${strict}`,

    `create table guardian (
      id text primary key,
      guardian text not null references person(id),
      child text not null references patron(person),
      named_by text,
      created_at ${int} not null,
      accepted_at ${int},
      ended_at ${int},
      check (guardian <> child))${strict}`,
    `create unique index guardian_pair on guardian (guardian, child) where ended_at is null`,
    `create index guardian_child on guardian (child)`,
    // Only a keyed hash of the token is kept.
    `create table guardian_link (
      token_index ${bytes} primary key,
      child text not null references patron(person),
      made_by text not null references person(id),
      created_at ${int} not null,
      expires_at ${int} not null,
      used_at ${int},
      used_by text references person(id),
      revoked_at ${int})${keyed}`,
    `create unique index guardian_link_child on guardian_link (child) where used_at is null and revoked_at is null`,
    `create table consent (
      person text not null references person(id),
      version text not null,
      locale text not null,
      given_at ${int} not null,
      withdrawn_at ${int},
      primary key (person, given_at))${keyed}`,
    `create table ticket_link (
      token_index ${bytes} primary key,
      booking text not null references booking(id),
      created_at ${int} not null,
      revoked_at ${int})${strict}`,
    `create unique index ticket_link_booking on ticket_link (booking) where revoked_at is null`,

    // Minutes of the person's own day; equal ends: no quiet hours.
    `create table reach (
      person text primary key references person(id),
      contact text references contact(id),
      quiet_from ${int} not null default 1260 check (quiet_from between 0 and 1435),
      quiet_until ${int} not null default 480 check (quiet_until between 0 and 1435))${strict}`,
    `create table message (
      id text primary key,
      booking text not null references booking(id),
      kind text not null check (kind in ('reminder', 'booked', 'changed', 'called_off')),
      asked_at ${int} not null,
      due_at ${int} not null,
      tries ${int} not null default 0,
      sent_at ${int},
      given_up_at ${int})${strict}`,
    `create unique index message_once on message (booking, kind)`,
    `create index message_due on message (due_at) where sent_at is null and given_up_at is null`,
  ];
}

/** A column with a longer list of what it may hold: SQLite can only be given a new one. */
function widened(table: string, column: string, type: string): string[] {
  return [
    `alter table ${table} add column ${column}_wide ${type}`,
    `update ${table} set ${column}_wide = ${column}`,
    `alter table ${table} drop column ${column}`,
    `alter table ${table} rename column ${column}_wide to ${column}`,
  ];
}
