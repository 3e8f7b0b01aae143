import { z } from 'zod';
import { bookingId, id, instant, localTime } from '../primitives.ts';

/** Somebody who came with a code card and has shown a library card since: two records of one person become one. */

const person = z.string().min(1).max(80);

export const mergePreviewInput = z.strictObject({
  branch: id,
  codeCardPatron: person,
  card: z.string().min(1).max(40),
});

/** One of the two, as the desk may compare them: no topic, no name. */
export const mergeSide = z.object({
  patron: z.string(),
  alias: z.string().nullable(),
  bookings: z.int().meta({ description: 'Appointments that are not over.' }),
  entitlements: z.int(),
});

/** A place of a booking: what is at another branch is not named. */
export const overlapSide = z.object({
  localStart: localTime,
  booking: bookingId.optional(),
  alias: z.string().optional(),
});
export const overlap = z.object({ kept: overlapSide, gone: overlapSide });

export const mergePreview = z
  .object({
    asOf: instant,
    found: z.enum(['library_card', 'nobody', 'same_person', 'code_card']),
    gone: mergeSide,
    kept: mergeSide.optional(),
    overlaps: z.array(overlap).meta({ description: 'Appointments at one time: they have to be settled first.' }),
  })
  .meta({ id: 'MergePreview' });

export const mergeInput = z.strictObject({ branch: id, codeCardPatron: person, patron: person });

export const merge = z
  .object({ id: z.uuid(), patron: z.string(), codeCardPatron: z.string(), bookings: z.int(), undoUntil: instant })
  .meta({ id: 'Merge' });
export const mergeAnswer = z.object({ merge });

export const mergesQuery = z.strictObject({ branch: id });
/** Whether somebody came with a code card, and what can be taken back. */
export const patronMerges = z.object({ asOf: instant, isCodeCard: z.boolean(), merges: z.array(merge) });

export type MergePreviewInput = z.infer<typeof mergePreviewInput>;
export type MergeSide = z.infer<typeof mergeSide>;
export type Overlap = z.infer<typeof overlap>;
export type MergePreview = z.infer<typeof mergePreview>;
export type MergeInput = z.infer<typeof mergeInput>;
export type Merge = z.infer<typeof merge>;
export type MergeAnswer = z.infer<typeof mergeAnswer>;
export type PatronMerges = z.infer<typeof patronMerges>;
