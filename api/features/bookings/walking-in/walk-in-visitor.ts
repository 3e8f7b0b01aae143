import type { WalkInInput } from '#contract/desk.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { patronForHold } from '../../../storage/stores/bookings/patron-store.ts';
import { findProfile } from '../../../storage/stores/person-store.ts';
import { issueCodeCard, type DrawnPin } from '../../../storage/issue-code-card.ts';
import { drawPin } from '../at-the-desk/draw-pin.ts';
import type { PlaceWish, Visitor } from '../placing/place-wish.ts';

/** Who walks in: somebody known, or somebody new with a code card. */
export interface WalkInVisitor extends Visitor {
  wrappedKey: Uint8Array;
  alias: string | null;
  messages: string;
  codeCard?: { card: string; pin: string };
}

/** Before the transaction begins, where a card will be made in it. @throws Refusal `forbidden`, `not_found` */
export async function drawWalkInPin(ctx: ReadCtx, { patron, branch }: WalkInInput): Promise<DrawnPin | undefined> {
  return patron === undefined ? drawPin(ctx, 'desk.walk_in', branch) : undefined;
}

/** @throws Refusal `invalid` for somebody who is no patron. */
export async function walkInVisitor(
  ctx: Ctx,
  { alias, patron }: WalkInInput,
  { service, branch }: PlaceWish,
  drawn: DrawnPin | undefined,
): Promise<WalkInVisitor> {
  if (drawn) {
    const made = await issueCodeCard(ctx, { branch, alias, locale: undefined }, drawn);
    return { ...made, alias: alias ?? null, messages: 'discreet', lastCounsellor: undefined, lastRoom: undefined };
  }

  const asked = { patron: patron ?? '', service: service.id, branch: branch.id, now: ctx.now };
  const known = await patronForHold(ctx.tx, asked);
  const person = known && (await findProfile(ctx.tx, asked.patron));
  if (!person) throw new Refusal('invalid', {}, [{ path: 'patron', code: 'unknown' }]);
  return {
    patron: asked.patron,
    wrappedKey: person.wrapped_key,
    alias: alias ?? known.alias,
    messages: known.messages,
    lastCounsellor: known.lastCounsellor ?? undefined,
    lastRoom: known.lastRoom ?? undefined,
  };
}
