import type { CheckInResult } from '#contract/check-ins.ts';
import type { KioskAnswer, KioskInput } from '#contract/desk.ts';
import { foldCredential } from '#domain/fold-digits.ts';
import type { LocalDate } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { localDateOf, localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { findBooking } from '../../../storage/stores/bookings/booking-store.ts';
import { bookingWithCode, bookingWithToken } from '../../../storage/stores/day/ticket-store.ts';
import { countTry, retryAfterSec, triesIn } from '../../../storage/stores/throttle-store.ts';
import { recordAs } from './record-check-ins.ts';

/** Of a million codes a branch has a hundred a day: in ten minutes of guessing, one guesser in 500 hits upon one. */
const WRONG = { windowMin: 10, most: 20 };

const SIX_DIGITS = /^\d{6}$/;

/**
 * D16: a visitor checks in by the code of the ticket. What is unknown, of another day or branch, or in need of a word is one
 * answer, so that a kiosk tells nobody who is expected.
 * @throws Refusal `forbidden`, `too_many_tries`
 */
export async function checkInByCode(ctx: Ctx, { code }: KioskInput): Promise<KioskAnswer> {
  assertCan(ctx.actor, 'kiosk.check_in');
  const branch = ctx.world.network.branches.get(ctx.actor.branch ?? '');
  if (!branch) throw new Refusal('not_found');
  const asOf = toWire(ctx.now);
  const seeDesk: KioskAnswer = { outcome: 'see_desk', asOf };

  const subject = ctx.keys.index('throttle', `kiosk ${branch.id} ${ctx.actor.person}`);
  if ((await triesIn(ctx.reader, subject, WRONG.windowMin, ctx.now)) >= WRONG.most) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(ctx.now, WRONG.windowMin) });
  }
  const booking = await bookingMeant(ctx, branch.id, localDateOf(branch.timeZone, ctx.now), code);
  if (booking === undefined) {
    await countTry(ctx.tx, subject, WRONG.windowMin);
    return seeDesk;
  }

  const item = { id: ctx.newId(), booking, event: 'arrived' as const, occurredAt: new Date(ctx.now).toISOString() };
  const [result] = await recordAs(ctx, 'kiosk.check_in', [item]);
  const outcome = outcomeOf(result!);
  if (outcome === 'see_desk') return seeDesk;

  const { session } = (await findBooking(ctx.tx, booking))!;
  return { outcome, localStart: localTimeOf(branch.timeZone, session.startsAt), room: session.room, asOf };
}

async function bookingMeant(ctx: Ctx, branch: string, localOn: LocalDate, typed: string): Promise<string | undefined> {
  const code = foldCredential(typed);
  if (SIX_DIGITS.test(code)) return bookingWithCode(ctx.reader, { branch, localOn, code });
  return bookingWithToken(ctx.reader, { branch, index: ctx.keys.index('ticket', typed.trim()) });
}

function outcomeOf({ outcome, code }: CheckInResult): KioskAnswer['outcome'] {
  if (outcome === 'applied') return 'arrived';
  if (outcome === 'already') return 'already';
  return code === 'too_early' ? 'too_early' : 'see_desk';
}
