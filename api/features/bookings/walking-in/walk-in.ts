import type { WalkInAnswer, WalkInInput } from '#contract/desk.ts';
import { runningCell, walkInWorld } from '#domain/booking/counter-world.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findBooking } from '../../../storage/stores/bookings/booking-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { deskBookingAnswer } from '../at-the-desk/desk-booking-answer.ts';
import type { DrawnPin } from '../../../storage/issue-code-card.ts';
import { opened, type Answered } from '../booking-answer.ts';
import { recordAs } from '../checking-in/record-check-ins.ts';
import { MAX_DRAWS } from '../holding/draw-ticket.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { priceOf, writeBooking, type Draft } from '../holding/write-booking.ts';
import { takePlace } from '../placing/take-place.ts';
import { priceBooking } from '../pricing/price-booking.ts';
import { takeDiscounts } from '../pricing/take-discounts.ts';
import { walkInVisitor } from './walk-in-visitor.ts';
import { walkInWish } from './walk-in-wish.ts';

/**
 * K8: somebody at the counter, now or later today, and what becomes of them in one go: a card if they are new, a place, a
 * price, and the arrival if it is now.
 *
 * @throws Refusal `invalid`, `forbidden`, `not_found`, `slot_taken`, `patron_busy`
 */
export async function walkIn(ctx: Ctx, input: WalkInInput, drawn: DrawnPin | undefined): Promise<WalkInAnswer> {
  const branch = branchOfDesk(ctx, 'desk.walk_in', input.branch);
  const wish = walkInWish(ctx.world.network, input, ctx.now);
  const { service, startsAt, people } = wish;

  await expireHolds(ctx);
  const visitor = await walkInVisitor(ctx, input, wish, drawn);
  const { patron, codeCard } = visitor;
  const id = ctx.newId();
  const on = localDateOf(branch.timeZone, startsAt);
  const priced = await priceBooking(ctx, { service, branch, patron, on, codes: [] });
  const world = walkInWorld(ctx.world, service, ctx.now);
  const session = await takePlace({ ...ctx, world }, { booking: id, wish, visitor });

  const draft: Draft = {
    id,
    session,
    patron,
    people,
    alias: visitor.alias,
    features: JSON.stringify(wish.features),
    preparations: '[]',
    messages: visitor.messages,
    ...priceOf(priced.quote),
    retakes: null,
    follows: null,
  };
  const booked = await writeConfirmed(ctx, draft, visitor.wrappedKey);
  await takeDiscounts(ctx, id, patron, priced);
  await recordAudit(ctx, 'desk.walk_in', id, { session: session.id, people, isNew: codeCard !== undefined });
  await noteChange(ctx.tx, 'session', session.id);

  const booking = startsAt === runningCell(ctx.now) ? await arrived(ctx, id) : booked;
  const answer = await deskBookingAnswer(ctx, booking, { service, branch });
  return { booking: answer, patron, ...(codeCard && { codeCard }) };
}

async function writeConfirmed(ctx: Ctx, draft: Draft, wrappedKey: Uint8Array): Promise<Answered> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const booked = await ctx.tx.attempt(() => writeBooking(ctx, draft, { state: 'confirmed', wrappedKey }));
    if (booked) return booked;
  }
  throw new Error(`no ticket code was left at "${draft.session.branch}" on ${draft.session.localOn}`);
}

/** Who begins now is there: told as any other arrival is, so that it can be undone and counts like one (D2). */
async function arrived(ctx: Ctx, booking: string): Promise<Answered> {
  const item = { id: ctx.newId(), booking, event: 'arrived' as const, occurredAt: toWire(ctx.now) };
  const [result] = await recordAs(ctx, 'desk.walk_in', [item]);
  const row = await findBooking(ctx.reader, booking);
  if (result?.outcome !== 'applied' || !row) throw new Error(`a walk-in's arrival was ${result?.code}`);
  return opened(ctx.keys, row);
}
