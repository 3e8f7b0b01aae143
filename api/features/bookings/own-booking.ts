import { isPatron } from '#domain/actor.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../storage/context.ts';
import { findBooking, findBookingToWrite, type BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import { isGuardian, isGuardianToWrite } from '../../storage/stores/guardians/guardian-store.ts';
import { termsOf, type Terms } from './booking-terms.ts';

/** A booking that the actor may do something with, its own decisions' facts, and what it goes by. */
export interface OwnBooking {
  row: BookingRow;
  terms: Terms;
  /** The actor, where it is a child's and they are its guardian. */
  guardian: string | undefined;
}

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** @throws Refusal `not_found` for an absent booking and for somebody else's, alike. */
export async function ownBooking(ctx: ReadCtx, operation: Operation, id: string): Promise<OwnBooking> {
  const row = isId(id) ? await findBooking(ctx.reader, id) : undefined;
  return judged(ctx, operation, row, (pair) => isGuardian(ctx.reader, pair));
}

/** As `ownBooking`; nobody else changes it until the transaction ends. */
export async function ownBookingToWrite(ctx: Ctx, operation: Operation, id: string): Promise<OwnBooking> {
  const row = isId(id) ? await findBookingToWrite(ctx.tx, id) : undefined;
  return judged(ctx, operation, row, (pair) => isGuardianToWrite(ctx.tx, pair));
}

async function judged(
  ctx: ReadCtx,
  operation: Operation,
  row: BookingRow | undefined,
  actsFor: (pair: { guardian: string; child: string }) => Promise<boolean>,
): Promise<OwnBooking> {
  if (!row) throw new Refusal('not_found');
  const { patron, session } = row;
  const { person } = ctx.actor;
  const isForAnother = isPatron(ctx.actor) && person !== patron;
  const guardian = isForAnother && (await actsFor({ guardian: person, child: patron })) ? person : undefined;

  const { branch, counsellor } = session;
  assertCan(ctx.actor, operation, { patron, guardian, branch, counsellor, booking: row.id });
  return { row, terms: await termsOf(ctx, session), guardian };
}

/** What decisions about a booking are made from. */
export function factsOf(row: BookingRow) {
  return { ...row, startsAt: row.session.startsAt };
}
