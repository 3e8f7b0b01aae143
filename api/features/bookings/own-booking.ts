import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../storage/context.ts';
import { findBooking, findBookingToWrite, type BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import { termsOf, type Terms } from './booking-terms.ts';

/** A booking that the actor may do something with, its own decisions' facts, and what it goes by. */
export interface OwnBooking {
  row: BookingRow;
  terms: Terms;
}

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** @throws Refusal `not_found` for an absent booking and for somebody else's, alike. */
export async function ownBooking(ctx: ReadCtx, operation: Operation, id: string): Promise<OwnBooking> {
  return judged(ctx, operation, isId(id) ? await findBooking(ctx.reader, id) : undefined);
}

/** As `ownBooking`; nobody else changes it until the transaction ends. */
export async function ownBookingToWrite(ctx: Ctx, operation: Operation, id: string): Promise<OwnBooking> {
  return judged(ctx, operation, isId(id) ? await findBookingToWrite(ctx.tx, id) : undefined);
}

async function judged(ctx: ReadCtx, operation: Operation, row: BookingRow | undefined): Promise<OwnBooking> {
  if (!row) throw new Refusal('not_found');
  const { branch, counsellor } = row.session;
  assertCan(ctx.actor, operation, { patron: row.patron, branch, counsellor, booking: row.id });
  return { row, terms: await termsOf(ctx, row.session) };
}

/** What decisions about a booking are made from. */
export function factsOf(row: BookingRow) {
  return { ...row, startsAt: row.session.startsAt };
}
