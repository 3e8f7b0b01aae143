import { sql } from 'kysely';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { Instant } from '#domain/ids.ts';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** Writes of a booking. Each names the state it expects and says how many rows it found, so that a lost race shows. */

type Columns = Schema['booking'];
export type NewBooking = Omit<
  Columns,
  | 'extended'
  | 'consent_version'
  | 'consent_locale'
  | 'consent_at'
  | 'created_at'
  | 'ended_at'
  | 'version'
  | 'arrived_at'
  | 'started_at'
  | 'absence'
  | 'absence_confirmed_at'
>;

const INSERT = statement<NewBooking & { now: number }>()((db, p) =>
  db
    .insertInto('booking')
    .values({
      id: p('id'),
      session: p('session'),
      patron: p('patron'),
      branch: p('branch'),
      local_on: p('local_on'),
      starts_at: p('starts_at'),
      people: p('people'),
      state: p('state'),
      held_until: p('held_until'),
      alias: p('alias'),
      features: p('features'),
      preparations: p('preparations'),
      messages: p('messages'),
      list_minor: p('list_minor'),
      total_minor: p('total_minor'),
      currency: p('currency'),
      minor_digits: p('minor_digits'),
      quote: p('quote'),
      ticket_code: p('ticket_code'),
      ticket_index: p('ticket_index'),
      ticket_sealed: p('ticket_sealed'),
      retakes: p('retakes'),
      follows: p('follows'),
      confirmed_at: p('confirmed_at'),
      created_at: p('now'),
      extended: sql.lit(0 as const),
      version: sql.lit(1),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['branch', 'local_on', 'alias'])
        .where(sql<boolean>`state in ('held', 'confirmed', 'arrived', 'in_session')`)
        .doNothing(),
    ),
);

/**
 * False when the alias is taken at that branch on that day: draw another.
 * @throws Conflict when the ticket's code is taken, or `retakes` was taken up already.
 */
export async function insertBooking(tx: Tx, booking: NewBooking): Promise<boolean> {
  return (await tx.run(INSERT, { ...booking, now: tx.now })) === 1;
}

const EXTEND = statement<{ id: string; heldUntil: number }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ held_until: p('heldUntil'), extended: sql.lit(1), version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where('state', '=', sql.lit('held' as const))
    .where('extended', '=', sql.lit(0 as const)),
);

export async function extendHeldBooking(tx: Tx, id: string, heldUntil: Instant): Promise<boolean> {
  return (await tx.run(EXTEND, { id, heldUntil })) === 1;
}

export interface Ticket {
  code: string;
  index: Uint8Array;
  sealed: Uint8Array;
}

export interface Confirmation {
  id: string;
  ticket: Ticket;
  preparations: string;
  messages: string;
  consent: { version: string; locale: string } | undefined;
}

type ConfirmParams = {
  id: string;
  now: number;
  code: string;
  index: Uint8Array;
  sealed: Uint8Array;
  preparations: string;
  messages: string;
  consentVersion: string | null;
  consentLocale: string | null;
  consentAt: number | null;
};

const CONFIRM = statement<ConfirmParams>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({
      state: sql.lit('confirmed' as const),
      held_until: null,
      ticket_code: p('code'),
      ticket_index: p('index'),
      ticket_sealed: p('sealed'),
      preparations: p('preparations'),
      messages: p('messages'),
      consent_version: p('consentVersion'),
      consent_locale: p('consentLocale'),
      consent_at: p('consentAt'),
      confirmed_at: p('now'),
      version: eb('version', '+', sql.lit(1)),
    }))
    .where('id', '=', p('id'))
    .where('state', '=', sql.lit('held' as const))
    .where('held_until', '>', p('now')),
);

/** False when the hold is over; undefined when the ticket's code is taken at that branch on that day: draw another. */
export async function confirmHeldBooking(
  tx: Tx,
  { id, ticket, consent, ...rest }: Confirmation,
): Promise<boolean | undefined> {
  const params: ConfirmParams = {
    id,
    now: tx.now,
    ...ticket,
    ...rest,
    consentVersion: consent?.version ?? null,
    consentLocale: consent?.locale ?? null,
    consentAt: consent ? tx.now : null,
  };
  const rows = await tx.attemptRun(CONFIRM, params);
  return rows === undefined ? undefined : rows === 1;
}

const END = statement<{ id: string; from: BookingState; to: BookingState; now: number }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ state: p('to'), held_until: null, ended_at: p('now'), version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where('state', '=', p('from')),
);

/** Held to expired or cancelled, confirmed and arrived to cancelled. */
export async function endBooking(
  tx: Tx,
  id: string,
  from: 'held' | 'confirmed' | 'arrived',
  to: 'expired' | 'cancelled',
): Promise<boolean> {
  return (await tx.run(END, { id, from, to, now: tx.now })) === 1;
}

type MoveParams = {
  id: string;
  session: string;
  branch: string;
  localOn: string;
  startsAt: number;
  alias: string;
  ticketCode: string;
};

const MOVE = statement<MoveParams>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({
      session: p('session'),
      branch: p('branch'),
      local_on: p('localOn'),
      starts_at: p('startsAt'),
      alias: p('alias'),
      ticket_code: p('ticketCode'),
      version: eb('version', '+', sql.lit(1)),
    }))
    .where('id', '=', p('id'))
    .where('state', '=', sql.lit('confirmed' as const)),
);

/** @throws Conflict when alias or ticket code is taken at that branch on that day. */
export async function moveConfirmedBooking(tx: Tx, move: MoveParams): Promise<boolean> {
  return (await tx.run(MOVE, move)) === 1;
}

const PREPARE = statement<{ id: string; preparations: string }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ preparations: p('preparations'), version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where('state', 'in', [sql.lit('held' as const), sql.lit('confirmed' as const)]),
);

export async function prepareBooking(tx: Tx, id: string, preparations: string): Promise<boolean> {
  return (await tx.run(PREPARE, { id, preparations })) === 1;
}

type NamesParams = { id: string; branch: string; localOn: string; alias: string; ticketCode: string };

const NAMES = statement<NamesParams>()((db, p) =>
  db
    .selectFrom('booking')
    .select(['alias', 'ticket_code'])
    .where('branch', '=', p('branch'))
    .where('local_on', '=', p('localOn'))
    .where('id', '<>', p('id'))
    .where((eb) => eb.or([eb('alias', '=', p('alias')), eb('ticket_code', '=', p('ticketCode'))])),
);

/** Whether another booking of that branch and day has the alias or the code. */
export async function namesTaken(tx: Tx, asked: NamesParams): Promise<{ alias: boolean; ticketCode: boolean }> {
  const rows = await tx.rows(NAMES, asked);
  return {
    alias: rows.some((row) => row.alias === asked.alias),
    ticketCode: rows.some((row) => row.ticket_code === asked.ticketCode),
  };
}
