import type { Merge } from '#contract/desk-work/merges.ts';
import { mergeUndoUntil } from '#domain/booking/merge-policy.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { MergeRow } from '../../../storage/stores/merging/merge-store.ts';

export function mergeOnWire(row: Pick<MergeRow, 'id' | 'kept' | 'gone' | 'mergedAt' | 'bookings'>): Merge {
  const { id, kept, gone, mergedAt, bookings } = row;
  return { id, patron: kept, codeCardPatron: gone, bookings, undoUntil: toWire(mergeUndoUntil(mergedAt)) };
}
