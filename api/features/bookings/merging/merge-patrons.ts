import type { MergeAnswer, MergeInput } from '#contract/desk-work/merges.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { handOverEntitlements } from '../../../storage/stores/bookings/entitlement-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { patronDiscountIndex } from '../../../storage/stores/bookings/discount-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { closeAccount } from '../../../storage/stores/merging/account-store.ts';
import {
  bookingsOfPatron,
  cardsOfPerson,
  handOverCard,
  handOverUses,
  standingUses,
  usesOfPatron,
} from '../../../storage/stores/merging/hand-over-store.ts';
import { insertMerge, type MergePart } from '../../../storage/stores/merging/merge-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { cardContext } from '../../../storage/issue-code-card.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { handOver, lockRedeemed, type HandOver } from './hand-over.ts';
import { codeCardSubject, librarySubject, overlapsOf } from './merge-pair.ts';
import { mergeOnWire } from './merge-answer.ts';

/**
 * K10: what stood under a code card stands under the library card's person from now on; the code card goes on opening it.
 * @throws Refusal `forbidden`, `not_found`, `invalid`, `patron_busy` with both bookings, `wrong_state`
 */
export async function mergePatrons(ctx: Ctx, input: MergeInput): Promise<MergeAnswer> {
  const branch = branchOfDesk(ctx, 'desk.merge', input.branch);
  const { codeCardPatron: gone, patron: kept } = input;
  if (gone === kept) throw new Refusal('invalid', {}, [{ path: 'patron', code: 'same_person' }]);

  await expireHolds(ctx);
  for (const patron of [gone, kept].sort()) await lockPatron(ctx.tx, patron);
  const { wrappedKey: fromKey } = await codeCardSubject(ctx, gone);
  const { wrappedKey: toKey } = await librarySubject(ctx, kept);
  const over: HandOver = { from: gone, to: kept, fromKey, toKey };

  const bookings = await bookingsOfPatron(ctx.tx, gone);
  const overlaps = await overlapsOf(ctx, bookings, kept);
  if (overlaps.length > 0) throw new Refusal('patron_busy', { overlaps });

  const parts = [
    ...(await handOverAll(ctx, bookings, over)),
    ...(await giveEntitlements(ctx, over)),
    ...(await giveCards(ctx, over)),
  ];
  if (!(await closeAccount(ctx.tx, gone))) throw new Refusal('wrong_state', { state: 'gone' });
  await noteChange(ctx.tx, 'sign_in', gone);

  const id = ctx.newId();
  await insertMerge(ctx.tx, { id, branch: branch.id, kept, gone, by: ctx.actor.person }, parts);
  await recordAudit(ctx, 'patron.merge', kept, { merge: id, gone, branch: branch.id, bookings: bookings.length });
  return { merge: mergeOnWire({ id, kept, gone, mergedAt: ctx.now, bookings: bookings.length }) };
}

/** Bookings by time, since their cells are taken in the order of the key; then the uses that they stand for. */
async function handOverAll(ctx: Ctx, bookings: readonly BookingRow[], over: HandOver): Promise<MergePart[]> {
  await lockRedeemed(ctx, bookings);
  const ids = bookings.map(({ id }) => id);
  const standing = await standingUses(ctx.tx, ids);

  for (const row of bookings.toSorted((a, b) => a.session.startsAt - b.session.startsAt)) {
    // Somebody moved a booking of the other one here since the look: what stands under both keys is asked again.
    if (!(await handOver(ctx, row, over))) throw new Refusal('patron_busy', { overlaps: [] });
  }

  const uses: MergePart[] = [];
  for (const discount of new Set([...ctx.world.network.discounts.keys(), ...standing.keys()])) {
    const index = indexesOf(ctx, over, discount);
    const all = await usesOfPatron(ctx.tx, index.from, discount);
    await handOverUses(ctx.tx, discount, all, index);
    // Uses whose bookings are gone already count on, and go back as many.
    const more = all - (standing.get(discount) ?? 0);
    if (more > 0) uses.push({ kind: 'uses', subject: discount, uses: more });
  }
  return [...ids.map((subject): MergePart => ({ kind: 'booking', subject, uses: 0 })), ...uses];
}

function indexesOf({ keys }: Ctx, { from, to }: HandOver, discount: string) {
  return { from: patronDiscountIndex(keys, from, discount), to: patronDiscountIndex(keys, to, discount) };
}

async function giveEntitlements(ctx: Ctx, over: HandOver): Promise<MergePart[]> {
  const ids = await handOverEntitlements(ctx.tx, ctx.keys, over);
  return ids.map((subject) => ({ kind: 'entitlement', subject, uses: 0 }));
}

async function giveCards({ tx, keys }: Ctx, { from, to, fromKey, toKey }: HandOver): Promise<MergePart[]> {
  const cards = await cardsOfPerson(tx, from);
  for (const { card_index: index, card_sealed } of cards) {
    const number = keys.open(fromKey, cardContext(from), card_sealed);
    await handOverCard(tx, { index, from, to, sealed: keys.seal(toKey, cardContext(to), number) });
  }
  return cards.map(({ card_index }) => ({
    kind: 'card',
    subject: Buffer.from(card_index).toString('base64url'),
    uses: 0,
  }));
}
