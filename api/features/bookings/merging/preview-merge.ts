import type { MergePreview, MergePreviewInput, MergeSide, PatronMerges } from '#contract/desk-work/merges.ts';
import { isCodeCardOnly, mergeUndoUntil } from '#domain/booking/merge-policy.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { bookingsOfPatron } from '../../../storage/stores/merging/hand-over-store.ts';
import {
  mergeCounts,
  mergesInto,
  mergeSubject,
  type MergeSubject,
} from '../../../storage/stores/merging/merge-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { patronOfCard } from '../at-the-desk/look-up-patrons.ts';
import { codeCardSubject, overlapsOf } from './merge-pair.ts';
import { mergeOnWire } from './merge-answer.ts';

/**
 * K10: both, side by side, and what stands in the way; nothing is changed but that the card was asked for, which is counted
 * and on record (K4). @throws Refusal `forbidden`, `not_found`, `invalid`, `too_many_tries`
 */
export async function previewMerge(ctx: Ctx, input: MergePreviewInput): Promise<MergePreview> {
  const branch = branchOfDesk(ctx, 'desk.merge', input.branch);
  const { codeCardPatron: gone } = input;
  const subject = await codeCardSubject(ctx, gone);
  const answer = { asOf: toWire(ctx.now), gone: await sideOf(ctx, gone, subject), overlaps: [] };

  const patron = await patronOfCard(ctx, branch, input.card);
  const kept = patron === undefined ? undefined : await mergeSubject(ctx.reader, patron);
  if (patron === undefined || !kept) return { ...answer, found: 'nobody' };
  if (patron === gone) return { ...answer, found: 'same_person' };
  if (!kept.isKnown) return { ...answer, found: 'code_card' };

  const overlaps = await overlapsOf(ctx, await bookingsOfPatron(ctx.tx, gone), patron);
  return { ...answer, found: 'library_card', kept: await sideOf(ctx, patron, kept), overlaps };
}

async function sideOf(ctx: ReadCtx, patron: string, { alias }: MergeSubject): Promise<MergeSide> {
  return { patron, alias, ...(await mergeCounts(ctx.reader, patron, ctx.now)) };
}

/** K10, K11: whether somebody can be merged, and what can be taken back. @throws Refusal `forbidden`, `not_found` */
export async function readPatronMerges(
  ctx: ReadCtx,
  { id, branch: at }: { id: string; branch: string },
): Promise<PatronMerges> {
  const branch = branchOfDesk(ctx, 'desk.merge', at);
  const subject = await mergeSubject(ctx.reader, id);
  // As far back as one could still be undone.
  const since = ctx.now - (mergeUndoUntil(ctx.now) - ctx.now);
  const merges = await mergesInto(ctx.reader, { patron: id, branch: branch.id, since });
  return {
    asOf: toWire(ctx.now),
    isCodeCard: subject !== undefined && isCodeCardOnly(subject),
    merges: merges.map(mergeOnWire),
  };
}
