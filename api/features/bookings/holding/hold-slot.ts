import type { HoldInput } from '#contract/bookings.ts';
import { isPatron } from '#domain/actor.ts';
import { assertMayOpen, heldUntil } from '#domain/booking/booking-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { patronForHold } from '../../../storage/stores/bookings/patron-store.ts';
import { isGuardianToWrite } from '../../../storage/stores/guardians/guardian-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import { takePlace } from '../placing/take-place.ts';
import { priceBooking } from '../pricing/price-booking.ts';
import { takeDiscounts } from '../pricing/take-discounts.ts';
import { assertMayTryCodes } from '../pricing/wrong-codes.ts';
import { expireHolds } from './expire-holds.ts';
import { holdWish } from './hold-wish.ts';
import { priceOf, writeBooking, type Draft } from './write-booking.ts';

/**
 * B1, K1: a booking in state held, with its counsellor, room and whole price.
 * @throws Refusal `invalid`, `slot_taken`, `patron_busy`, `too_many_open`, `code_not_usable`, `too_many_tries`
 */
export async function holdSlot(ctx: Ctx, input: HoldInput): Promise<BookingAnswer> {
  assertCan(ctx.actor, 'booking.hold');
  // A patron holds for nobody but a child (`holdWish`), a desk at no other branch: that is said before anything of the wish is.
  assertCan(ctx.actor, 'booking.hold', { patron: ctx.actor.person, branch: input.branch });
  const wish = holdWish(ctx.world.network, input, ctx.actor, await actsForNamed(ctx, input));
  const { service, branch, patron } = wish;
  const codes = input.codes ?? [];
  if (codes.length > 0) await assertMayTryCodes(ctx);

  await expireHolds(ctx);
  const profile = await patronForHold(ctx.tx, { patron, service: service.id, branch: branch.id, now: ctx.now });
  if (!profile) throw nobodyToHoldFor(input);
  assertMayOpen(service, profile.open);

  const id = ctx.newId();
  const on = localDateOf(branch.timeZone, wish.startsAt);
  const priced = await priceBooking(ctx, { service, branch, patron, on, codes });
  const visitor = {
    patron,
    lastCounsellor: profile.lastCounsellor ?? undefined,
    lastRoom: profile.lastRoom ?? undefined,
  };
  const session = await takePlace(ctx, { booking: id, wish, visitor });

  const draft: Draft = {
    id,
    session,
    patron,
    people: wish.people,
    alias: profile.alias,
    features: JSON.stringify(wish.features),
    preparations: '[]',
    messages: profile.messages,
    ...priceOf(priced.quote),
    retakes: null,
    follows: null,
  };
  const booking = await writeBooking(ctx, draft, { state: 'held', heldUntil: heldUntil(ctx.settings, ctx.now) });
  if (!booking) throw new Error(`no name was left at "${branch.id}" on ${on}`);

  await takeDiscounts(ctx, id, patron, priced);
  await recordAudit(ctx, 'booking.hold', id, { session: session.id, people: wish.people });
  await noteChange(ctx.tx, 'session', session.id);
  return answerFor(ctx, booking, { service, branch });
}

/** G8: whether a patron names a child whose guardian they are, and stays until this is done. */
async function actsForNamed({ tx, actor }: Ctx, { patron: child }: HoldInput): Promise<boolean> {
  if (child === undefined || !isPatron(actor)) return false;
  return isGuardianToWrite(tx, { guardian: actor.person, child });
}

/** Who is no patron cannot hold for themselves; whom the desk names may be a slip. */
function nobodyToHoldFor({ patron }: HoldInput): Refusal {
  if (patron === undefined) return new Refusal('forbidden');
  return new Refusal('invalid', {}, [{ path: 'patron', code: 'unknown' }]);
}
