import type { Tx } from '../../../storage/engine/database.ts';
import { returnCodes } from '../../../storage/stores/partners/partner-code-store.ts';
import { lockTally, returnRedemptions } from '../../../storage/stores/bookings/discount-store.ts';
import type { KeptQuote } from '../booking-answer.ts';

type Priced = { id: string; quote: string };

const discountsOf = (booking: Priced) => (JSON.parse(booking.quote) as KeptQuote).lines.map((line) => line.discount);

/** Before anything of these bookings is given back: their discounts, in the order of ids (ARCHITECTURE.md, 6). */
export async function lockDiscounts(tx: Tx, bookings: readonly Priced[]): Promise<void> {
  const ids = new Set(bookings.flatMap(discountsOf));
  for (const id of [...ids].sort()) await lockTally(tx, id);
}

/** P5: uses, money and codes go back when a booking expires or is cancelled. */
export async function returnDiscounts(tx: Tx, booking: Priced): Promise<void> {
  if (discountsOf(booking).length === 0) return;
  await returnRedemptions(tx, booking.id);
  await returnCodes(tx, booking.id);
}
