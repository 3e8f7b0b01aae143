import { occupies } from '#domain/booking/booking-states.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { lockTally, patronDiscountIndex, redemptionsOf } from '../../../storage/stores/bookings/discount-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { reasonContext } from '../../../storage/stores/day/check-in-store.ts';
import { findNote, noteContext, openNote, putNote } from '../../../storage/stores/day/booking-note-store.ts';
import {
  handOverBooking,
  handOverCells,
  handOverRedemption,
  putSealedReason,
  sealedReasons,
} from '../../../storage/stores/merging/hand-over-store.ts';
import { ticketContext } from '../booking-answer.ts';

/** Two accounts of one person; the keys as they stand wrapped. */
export interface HandOver {
  from: string;
  to: string;
  fromKey: Uint8Array;
  toKey: Uint8Array;
}

/** Before anything is handed over: the discounts of all bookings, in the order of ids (ARCHITECTURE.md, 6). */
export async function lockRedeemed(ctx: Ctx, bookings: readonly BookingRow[]): Promise<void> {
  const ids = new Set<string>();
  for (const { id } of bookings) for (const { discount } of await redemptionsOf(ctx.tx, id)) ids.add(discount);
  for (const id of [...ids].sort()) await lockTally(ctx.tx, id);
}

/**
 * A booking with its time, ticket, note and uses of discounts becomes the other account's. Payments, messages and what
 * was told of it hang on the booking and come along. False where the other account has some of its time.
 */
export async function handOver(ctx: Ctx, row: BookingRow, over: HandOver): Promise<boolean> {
  const { tx, keys } = ctx;
  const { id, ticketSealed } = row;
  const { from, to, fromKey, toKey } = over;
  const sealAnew = (context: string, sealed: Uint8Array) =>
    keys.seal(toKey, context, keys.open(fromKey, context, sealed));

  if (occupies(row.state) && !(await handOverCells(tx, row, from, to))) return false;
  const sealed = ticketSealed && sealAnew(ticketContext(id), ticketSealed);
  if (!(await handOverBooking(tx, { id, from, to, sealed }))) throw new Error(`the booking ${id} is not ${from}'s`);

  const note = await findNote(tx, id);
  if (note) {
    const text = keys.seal(toKey, noteContext(id), openNote(keys, fromKey, note));
    await putNote(tx, { ...note, text_sealed: text });
  }
  for (const reason of await sealedReasons(tx, id)) {
    await putSealedReason(tx, reason.id, sealAnew(reasonContext(reason.id), reason.sealed));
  }
  for (const { discount } of await redemptionsOf(tx, id)) {
    await handOverRedemption(tx, id, discount, patronDiscountIndex(keys, to, discount));
  }
  await noteChange(tx, 'session', row.session.id);
  return true;
}
