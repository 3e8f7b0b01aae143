import type { BroughtBack } from '#contract/desk-work/arranged.ts';
import { fitsLimits } from '#domain/booking/limits-left.ts';
import { drawAlias } from '#domain/booking/alias.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { bringBookingBack, type LostPlace } from '../../../storage/stores/blocks/call-off-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import {
  lockUsage,
  redeemOnceMore,
  redemptionsOf,
  type Redemption,
} from '../../../storage/stores/bookings/discount-store.ts';
import { findDeskPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { partOf, patronResource, tryClaimCells } from '../../../storage/stores/occupancy-store.ts';
import { findCode, takeCode } from '../../../storage/stores/partners/partner-code-store.ts';
import { returnPlaces, takePlaces } from '../../../storage/stores/session-store.ts';
import { randomBytes } from '../holding/draw-ticket.ts';
import { askReminder, tellPatron } from '../telling/ask-messages.ts';

type Left = { reason: BroughtBack['left'][number]['reason'] };

const MAX_NAMES = 60;

/** L13: one place as it was, or why it cannot be. The session stands again and is locked, and so are the discounts. */
export async function bringPlaceBack(
  ctx: Ctx,
  row: BookingRow,
  state: LostPlace['state'],
): Promise<{ alias: string } | Left> {
  const { id, session, patron, people } = row;
  if (!(await findDeskPatron(ctx.tx, patron))) return { reason: 'patron_gone' };
  const lines = await redemptionsOf(ctx.tx, id);
  if (!(await areStillToBeHad(ctx, lines))) return { reason: 'discount_gone' };
  if (!(await takePlaces(ctx.tx, session.id, people))) return { reason: 'no_places' };

  const talk = partOf(patronResource(patron), session.startsAt, session.endsAt);
  if (!(await tryClaimCells(ctx.tx, [talk], session.id, id))) {
    await returnPlaces(ctx.tx, session.id, people);
    return { reason: 'patron_busy' };
  }

  const alias = await revive(ctx, row, state);
  for (const line of lines) {
    if (line.codeIndex && !(await takeCode(ctx.tx, line.codeIndex, id))) throw discountGone();
    await redeemOnceMore(ctx.tx, line);
  }
  await recordAudit(ctx, 'booking.bring_back', id, { session: session.id, to: state });
  await askReminder(ctx, row);
  await tellPatron(ctx, row, 'changed');
  return { alias };
}

/** Somebody else's claim on the code between the look and the taking: to be asked once more. */
const discountGone = () => new Refusal('wrong_state', { state: 'cancelled', reason: 'discount_gone' });

/** One that left the network file keeps the rules of its hold, as for B7. */
async function areStillToBeHad({ tx, world }: Ctx, lines: readonly Redemption[]): Promise<boolean> {
  for (const line of lines) {
    if (line.codeIndex && (await findCode(tx, line.codeIndex))?.takenBy !== null) return false;
    const discount = world.network.discounts.get(line.discount);
    if (!discount) continue;
    const usage = await lockUsage(tx, { ...line, hasBudget: discount.budget !== undefined });
    if (!fitsLimits(discount, line, usage)) return false;
  }
  return true;
}

/** The name was given up with the place: another of that day may have it by now. */
async function revive(
  ctx: Ctx,
  { id, alias: former, session }: BookingRow,
  state: LostPlace['state'],
): Promise<string> {
  for (let tries = 0; tries < MAX_NAMES; tries++) {
    const alias = tries === 0 ? former : drawAlias(randomBytes(ctx, 2), tries);
    const done = await bringBookingBack(ctx.tx, { id, state, alias });
    if (done === false) throw new Refusal('wrong_state', { state: 'brought_back' });
    if (done) return alias;
  }
  throw new Error(`no name was left at "${session.branch}" on ${session.localOn}`);
}
