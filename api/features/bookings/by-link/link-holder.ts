import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { linkEndsAt } from '#domain/ticket-link/link-policy.ts';
import type { Ctx, Services } from '../../../storage/context.ts';
import { findBooking } from '../../../storage/stores/bookings/booking-store.ts';
import { linkedBookingId, linkedBookingIdToWrite } from '../../../storage/stores/bookings/ticket-link-store.ts';
import { countTry, retryAfterSec, triesIn } from '../../../storage/stores/throttle-store.ts';
import { holdersRefusal } from './link-refusal.ts';

/** Who shows a link that stands: an actor of its own kind, for one booking of one patron, whose account it never becomes. */
export interface LinkHolder {
  actor: Actor;
  booking: string;
  /** The patron's data key, wrapped: kept answers are sealed with it. */
  wrappedKey: Uint8Array;
  index: Uint8Array;
}

const WINDOW_MIN = 10;
/** A whole library stands behind one address. Good links never count. */
const MOST_WRONG = 100;

/** G4: unknown, revoked and over are one answer. @throws Refusal `not_found`, `too_many_tries` */
export async function linkHolder(services: Services, token: string, address: Uint8Array): Promise<LinkHolder> {
  const { database, keys } = services;
  const index = keys.index('ticket-link', token);
  const booking = await linkedBookingId(database.reader, index);
  const row = booking === undefined ? undefined : await findBooking(database.reader, booking);
  const now = await database.now();
  if (!row || now >= linkEndsAt({ ...row, endsAt: row.session.endsAt })) {
    await countWrong(services, address);
    throw new Refusal('not_found');
  }

  const { id, patron, wrappedKey } = row;
  const actor: Actor = { person: patron, role: 'link', booking: id, locale: 'en', branch: null, grants: [] };
  return { actor, booking: id, wrappedKey, index };
}

async function countWrong({ database, keys }: Services, address: Uint8Array): Promise<void> {
  const subject = keys.index('throttle', `ticket links ${Buffer.from(address).toString('base64url')}`);
  const now = await database.now();
  if ((await triesIn(database.reader, subject, WINDOW_MIN, now)) >= MOST_WRONG) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(now, WINDOW_MIN) });
  }
  await database.write((tx) => countTry(tx, subject, WINDOW_MIN));
}

/**
 * A verb in the holder's name. Whether the link still stands is asked again at the end, since a revocation may have come in
 * between: the booking is locked first and the link after it, as when it is revoked.
 */
export async function asHolder<T>(ctx: Ctx, { index }: LinkHolder, verb: () => Promise<T>): Promise<T> {
  try {
    const answer = await verb();
    if ((await linkedBookingIdToWrite(ctx.tx, index)) === undefined) throw new Refusal('not_found');
    return answer;
  } catch (fault) {
    throw fault instanceof Refusal ? holdersRefusal(fault) : fault;
  }
}
