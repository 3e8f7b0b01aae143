import type { MergeAnswer } from '#contract/desk-work/merges.ts';
import { assertUndoable } from '#domain/booking/merge-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { handOverEntitlements } from '../../../storage/stores/bookings/entitlement-store.ts';
import { patronDiscountIndex } from '../../../storage/stores/bookings/discount-store.ts';
import { findBookingToWrite, type BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { endSignInsSince, openAccount } from '../../../storage/stores/merging/account-store.ts';
import {
  cardsOfPerson,
  handOverCard,
  handOverUses,
  standingUses,
} from '../../../storage/stores/merging/hand-over-store.ts';
import { findMerge, markUndone, partsOfMerge, type MergePart } from '../../../storage/stores/merging/merge-store.ts';
import { findProfile } from '../../../storage/stores/person-store.ts';
import { cardContext } from '../../../storage/issue-code-card.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { handOver, lockRedeemed, type HandOver } from './hand-over.ts';
import { mergeOnWire } from './merge-answer.ts';

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/**
 * K11: exactly what went over goes back, as it is now: bookings that were moved, cancelled or missed since too. Whoever
 * signed in there since the merge is signed out, for two people may have been taken for one.
 *
 * @throws Refusal `forbidden`, `not_found`, `wrong_state`
 */
export async function undoMerge(ctx: Ctx, { id }: { id: string }): Promise<MergeAnswer> {
  assertCan(ctx.actor, 'desk.merge');
  const merge = isId(id) ? await findMerge(ctx.tx, id) : undefined;
  if (!merge) throw new Refusal('not_found');
  assertCan(ctx.actor, 'desk.merge', { branch: merge.branch });
  assertUndoable(merge, ctx.now);

  const { kept, gone, mergedAt } = merge;
  await expireHolds(ctx);
  for (const patron of [gone, kept].sort()) await lockPatron(ctx.tx, patron);
  if (!(await markUndone(ctx.tx, id))) throw new Refusal('wrong_state', { state: 'undone' });

  const back: HandOver = { from: kept, to: gone, fromKey: await keyOf(ctx, kept), toKey: await keyOf(ctx, gone) };
  const parts = Map.groupBy(await partsOfMerge(ctx.tx, id), ({ kind }) => kind);
  await giveBookingsBack(ctx, parts.get('booking') ?? [], parts.get('uses') ?? [], back);
  const rights = new Set((parts.get('entitlement') ?? []).map(({ subject }) => subject));
  await handOverEntitlements(ctx.tx, ctx.keys, back, rights);
  await giveCardsBack(ctx, new Set((parts.get('card') ?? []).map(({ subject }) => subject)), back);

  await openAccount(ctx.tx, gone, mergedAt);
  await endSignInsSince(ctx.tx, kept, mergedAt);
  await noteChange(ctx.tx, 'sign_in', kept);
  await recordAudit(ctx, 'patron.merge_undone', kept, { merge: id, gone, branch: merge.branch });
  return { merge: mergeOnWire(merge) };
}

async function keyOf({ tx }: Ctx, person: string): Promise<Uint8Array> {
  const profile = await findProfile(tx, person);
  if (!profile) throw new Error(`the person ${person} is gone`);
  return profile.wrapped_key;
}

async function giveBookingsBack(
  ctx: Ctx,
  moved: readonly MergePart[],
  more: readonly MergePart[],
  back: HandOver,
): Promise<void> {
  const bookings: BookingRow[] = [];
  for (const { subject } of moved) {
    const row = await findBookingToWrite(ctx.tx, subject);
    if (row?.patron === back.from) bookings.push(row);
  }
  await lockRedeemed(ctx, bookings);
  const uses = await standingUses(
    ctx.tx,
    bookings.map(({ id }) => id),
  );
  for (const part of more) uses.set(part.subject, (uses.get(part.subject) ?? 0) + part.uses);

  for (const row of bookings.toSorted((a, b) => a.session.startsAt - b.session.startsAt)) {
    if (!(await handOver(ctx, row, back))) throw new Error(`the closed account ${back.to} had time of its own`);
  }
  for (const [discount, count] of uses) {
    const from = patronDiscountIndex(ctx.keys, back.from, discount);
    const to = patronDiscountIndex(ctx.keys, back.to, discount);
    await handOverUses(ctx.tx, discount, count, { from, to });
  }
}

/** A card that the network file has replaced since is nobody's any more. */
async function giveCardsBack({ tx, keys }: Ctx, wanted: ReadonlySet<string>, back: HandOver): Promise<void> {
  const { from, to, fromKey, toKey } = back;
  for (const { card_index: index, card_sealed } of await cardsOfPerson(tx, from)) {
    if (!wanted.has(Buffer.from(index).toString('base64url'))) continue;
    const number = keys.open(fromKey, cardContext(from), card_sealed);
    await handOverCard(tx, { index, from, to, sealed: keys.seal(toKey, cardContext(to), number) });
  }
}
