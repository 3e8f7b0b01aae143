import { z } from 'zod';
import { block, blockInput, blockRange, told } from '../blocks.ts';
import { bookingId, id, instant, localTime } from '../primitives.ts';

/** What staff took away and can give back: a counsellor’s time in the counsellor’s name, dated sessions that were called off. */

const { kind: _, ...illRange } = blockRange.shape;
/** Somebody is ill: wall clock of the branch. */
export const deskBlockRange = z.strictObject({ ...illRange, counsellor: id });
export const deskBlockInput = z.strictObject({ ...deskBlockRange.shape, outcomes: blockInput.shape.outcomes });

export const away = z.object({ block, counsellor: id });

export const calledOff = z.object({
  id: z.uuid(),
  startsAt: instant,
  localStart: localTime,
  localEnd: localTime,
  room: id.nullable(),
  counsellor: id,
  people: z.int().meta({ description: 'Who lost a place by it.' }),
});

export const arrangedQuery = z.strictObject({ branch: id });
export const arranged = z
  .object({
    asOf: instant,
    away: z.array(away).meta({ description: 'Counsellors whose time this desk took away, now or ahead.' }),
    calledOff: z.array(calledOff).meta({ description: 'Dated sessions ahead that this desk called off.' }),
  })
  .meta({ id: 'Arranged' });

export const ownCalledOff = z.object({ asOf: instant, calledOff: z.array(calledOff) });

export const LEFT_REASONS = ['patron_busy', 'discount_gone', 'no_places', 'patron_gone'] as const;

/** The session takes place after all: who has a place again, and who does not and why. Both have to be told. */
export const broughtBack = z.object({
  session: z.uuid(),
  localStart: localTime,
  back: z.array(told.pick({ booking: true, alias: true, localStart: true, room: true, messages: true })),
  left: z.array(
    z.object({ booking: bookingId, alias: z.string(), messages: z.boolean(), reason: z.enum(LEFT_REASONS) }),
  ),
});

export type DeskBlockRange = z.infer<typeof deskBlockRange>;
export type DeskBlockInput = z.infer<typeof deskBlockInput>;
export type Away = z.infer<typeof away>;
export type CalledOff = z.infer<typeof calledOff>;
export type ArrangedQuery = z.infer<typeof arrangedQuery>;
export type Arranged = z.infer<typeof arranged>;
export type OwnCalledOff = z.infer<typeof ownCalledOff>;
export type BroughtBack = z.infer<typeof broughtBack>;
