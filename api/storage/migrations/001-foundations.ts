import type { Engine } from '../engine/statement.ts';

/** The first schema. Statements run in order, in one transaction; nothing here is ever edited after a release. */
export function foundations(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const int = pg ? 'bigint' : 'integer';
  const bytes = pg ? 'bytea' : 'blob';
  const bit = `${pg ? 'smallint' : 'integer'} not null default 0`;
  const strict = pg ? '' : ' strict';
  const keyed = pg ? '' : ' strict, without rowid';

  const item = `id text primary key, position ${int} not null, definition text not null, retired_at ${int}`;

  const tables = [
    `create table meta (key text primary key, value text not null)${keyed}`,
    `create table setting (key text primary key, value text not null)${keyed}`,

    `create table network (id text primary key, definition text not null, version text not null)${strict}`,
    `create table branch (${item})${strict}`,
    `create table room (${item}, branch text not null references branch(id))${strict}`,
    `create table service (${item})${strict}`,
    `create table counsellor (${item})${strict}`,
    `create table concession (${item})${strict}`,
    `create table discount (${item})${strict}`,
    `create table partner (${item})${strict}`,
    `create table group_series (${item},
      service text not null references service(id),
      counsellor text not null references counsellor(id),
      branch text not null references branch(id),
      room text not null references room(id))${strict}`,

    `create table person (
      id text primary key,
      wrapped_key ${bytes} not null,
      name_sealed ${bytes},
      locale text not null,
      branch text references branch(id),
      demo ${bit} check (demo in (0, 1)),
      imported_mac ${bytes},
      imported_position ${int},
      created_at ${int} not null,
      disabled_at ${int})${strict}`,
    `create table role_grant (
      id text primary key,
      person text not null references person(id),
      role text not null check (role in ('patron', 'counsellor', 'desk', 'admin', 'partner')),
      branch text references branch(id),
      counsellor text references counsellor(id),
      partner text references partner(id),
      granted_at ${int} not null,
      revoked_at ${int})${strict}`,
    `create index role_grant_person on role_grant (person)`,
    `create table patron (
      person text primary key references person(id),
      alias text,
      messages text not null default 'discreet' check (messages in ('discreet', 'place', 'none')),
      created_at ${int} not null)${strict}`,
    `create table card (
      card_index ${bytes} primary key,
      person text not null references person(id),
      card_sealed ${bytes} not null,
      pin_hash text not null,
      created_at ${int} not null)${strict}`,
    `create index card_person on card (person)`,
    `create table password (
      person text primary key references person(id),
      hash text not null,
      changed_at ${int} not null)${strict}`,
    `create table contact (
      id text primary key,
      person text not null references person(id),
      kind text not null check (kind in ('phone', 'email')),
      contact_index ${bytes} not null,
      contact_sealed ${bytes} not null,
      created_at ${int} not null)${strict}`,
    `create index contact_index on contact (contact_index)`,
    `create table entitlement (
      id text primary key,
      patron text not null references patron(person),
      concession text not null references concession(id),
      from_on text not null,
      until_on text not null,
      evidence text not null check (evidence in ('card', 'desk', 'partner')),
      recorded_by text,
      created_at ${int} not null,
      ended_at ${int},
      check (from_on <= until_on))${strict}`,
    `create index entitlement_patron on entitlement (patron)`,
    `create table sign_in (
      token_hash ${bytes} primary key,
      person text not null references person(id),
      created_at ${int} not null,
      last_seen_at ${int} not null,
      expires_at ${int} not null,
      idle_min ${int},
      shared_device ${bit} check (shared_device in (0, 1)),
      ended_at ${int})${keyed}`,
    `create index sign_in_person on sign_in (person)`,
    `create index sign_in_expiry on sign_in (expires_at)`,
    `create table known_device (
      device_hash ${bytes} not null,
      subject ${bytes} not null,
      last_seen_at ${int} not null,
      primary key (device_hash, subject))${keyed}`,
    `create table throttle (
      subject ${bytes} not null,
      window_at ${int} not null,
      tries ${int} not null,
      primary key (subject, window_at))${keyed}`,
    `create index throttle_window on throttle (window_at)`,

    `create table session (
      id text primary key,
      service text not null references service(id),
      counsellor text not null references counsellor(id),
      branch text not null references branch(id),
      room text references room(id),
      mode text not null check (mode in ('room', 'phone', 'video')),
      starts_at ${int} not null check (starts_at % 300000 = 0),
      ends_at ${int} not null,
      counsellor_until ${int} not null,
      room_until ${int},
      local_on text not null,
      places ${int} not null check (places > 0),
      taken ${int} not null default 0,
      series text references group_series(id),
      series_number ${int},
      gone_at ${int},
      created_at ${int} not null,
      check (starts_at < ends_at and ends_at <= counsellor_until and ends_at <= coalesce(room_until, ends_at)),
      check (taken >= 0 and taken <= places),
      check ((mode = 'room') = (room is not null) and (room is null) = (room_until is null)),
      check ((series is null) = (series_number is null)))${strict}`,
    `create unique index session_series on session (series, series_number)`,
    `create index session_time on session (ends_at)`,
    `create table booking (
      id text primary key,
      session text not null references session(id),
      patron text not null references patron(person),
      branch text not null references branch(id),
      local_on text not null,
      starts_at ${int} not null,
      people ${int} not null check (people > 0),
      state text not null check (state in
        ('held', 'confirmed', 'arrived', 'in_session', 'completed', 'expired', 'cancelled', 'no_show')),
      held_until ${int},
      extended ${bit} check (extended in (0, 1)),
      alias text not null,
      features text not null,
      preparations text not null,
      messages text not null check (messages in ('discreet', 'place', 'none')),
      consent_version text,
      consent_locale text,
      consent_at ${int},
      list_minor ${int} not null check (list_minor >= 0),
      total_minor ${int} not null,
      currency text not null,
      minor_digits ${int} not null,
      quote text not null,
      ticket_code text,
      ticket_index ${bytes},
      ticket_sealed ${bytes},
      retakes text references booking(id),
      created_at ${int} not null,
      confirmed_at ${int},
      ended_at ${int},
      version ${int} not null default 1,
      check (total_minor >= 0 and total_minor <= list_minor),
      check ((state = 'held') = (held_until is not null)))${strict}`,
    `create index booking_patron on booking (patron, starts_at)`,
    `create index booking_session on booking (session)`,
    `create index booking_held on booking (held_until) where state = 'held'`,
    `create unique index booking_alias on booking (branch, local_on, alias)
      where state in ('held', 'confirmed', 'arrived', 'in_session')`,
    `create unique index booking_ticket_code on booking (branch, local_on, ticket_code) where ticket_code is not null`,
    `create unique index booking_ticket on booking (ticket_index) where ticket_index is not null`,
    `create unique index booking_retakes on booking (retakes) where retakes is not null`,
    // No foreign key here: it would be looked up once for each of the 30 cells of a booking. The checker proves it instead.
    `create table occupancy (
      day ${int} not null,
      cell ${int} not null check (cell >= 0 and cell < 288),
      resource text not null,
      session text not null,
      booking text,
      primary key (day, cell, resource))${keyed}`,

    `create table discount_tally (
      discount text not null references discount(id),
      currency text not null,
      uses ${int} not null default 0 check (uses >= 0),
      spent_minor ${int} not null default 0 check (spent_minor >= 0),
      primary key (discount, currency))${keyed}`,
    `create table patron_tally (
      patron_index ${bytes} not null,
      discount text not null references discount(id),
      uses ${int} not null default 0 check (uses >= 0),
      primary key (patron_index, discount))${keyed}`,
    `create table partner_code (
      code_index ${bytes} primary key,
      discount text not null references discount(id),
      issued_at ${int} not null,
      taken_by text references booking(id))${strict}`,
    `create index partner_code_taken on partner_code (taken_by)`,
    `create table redemption (
      booking text not null references booking(id),
      discount text not null references discount(id),
      patron_index ${bytes} not null,
      currency text not null,
      amount_minor ${int} not null check (amount_minor > 0),
      code_index ${bytes} references partner_code(code_index),
      taken_at ${int} not null,
      returned_at ${int},
      primary key (booking, discount))${keyed}`,

    `create table idempotency (
      actor text not null,
      route text not null,
      key text not null,
      body_hash ${bytes} not null,
      status ${int} not null,
      answer_sealed ${bytes} not null,
      created_at ${int} not null,
      primary key (actor, route, key))${keyed}`,
    `create index idempotency_age on idempotency (created_at)`,
    `create table audit (
      id text primary key,
      at ${int} not null,
      actor text,
      role text,
      action text not null,
      subject text not null,
      facts text not null,
      mac ${bytes} not null)${strict}`,
    pg
      ? `create table change (seq bigint generated always as identity primary key,
          xid xid8 not null default pg_current_xact_id(), kind text not null, subject text not null, at bigint not null)`
      : `create table change (seq integer primary key autoincrement, xid text not null default '',
          kind text not null, subject text not null, at integer not null) strict`,
    ...(pg ? [`create index change_xid on change (xid)`] : []),
    `create index change_age on change (at)`,

    // 0…2,015: cells of up to a week, to spread an interval into its cells inside one statement.
    `create table number (n integer primary key)${strict}`,
    pg
      ? `insert into number select generate_series(0, 2015)`
      : `insert into number with recursive s(n) as (select 0 union all select n + 1 from s where n < 2015) select n from s`,
  ];

  const appendOnly = pg
    ? [
        `create function refuse_change() returns trigger language plpgsql as
          $$ begin raise exception 'audit is append-only' using errcode = 'check_violation'; end $$`,
        `create trigger audit_append_only before update or delete on audit for each row execute function refuse_change()`,
        `create trigger audit_no_truncate before truncate on audit execute function refuse_change()`,
      ]
    : [
        `create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end`,
        `create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end`,
      ];

  return [...tables, ...appendOnly];
}
