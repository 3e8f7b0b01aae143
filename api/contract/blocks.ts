import { z } from 'zod';
import { deskRow } from './desk.ts';
import { bookingId, id, instant, localTime, mode } from './primitives.ts';

/**
 * Time that is taken away after bookings were made: a counsellor’s block or leave, a room out of use. First it is asked
 * who is affected, then it is saved together with what becomes of each of them: all of it, or nothing.
 */

export const BLOCK_KINDS = ['block', 'leave', 'ill'] as const;

const range = { from: localTime, until: localTime };
/** Wall clock of the branch. */
export const blockRange = z.strictObject({ branch: id, kind: z.enum(BLOCK_KINDS), ...range });
export const roomClosureRange = z.strictObject({ room: id, ...range });

/** What becomes of one session. `room` and `counsellor` keep the time; `move` is for one-to-one sessions. */
export const outcome = z.discriminatedUnion('do', [
  z.strictObject({ session: z.uuid(), do: z.literal('room'), room: id }),
  z.strictObject({ session: z.uuid(), do: z.literal('counsellor'), counsellor: id }),
  z.strictObject({
    session: z.uuid(),
    do: z.literal('move'),
    startsAt: instant,
    mode: mode.optional(),
    counsellor: id.optional(),
  }),
  z.strictObject({ session: z.uuid(), do: z.literal('cancel') }),
]);
const outcomes = z.array(outcome).max(200);

export const blockInput = z.strictObject({ ...blockRange.shape, outcomes });
export const roomClosureInput = z.strictObject({ ...roomClosureRange.shape, outcomes });

export const affected = z.object({
  session: z.uuid(),
  startsAt: instant,
  localStart: localTime,
  localEnd: localTime,
  room: id.nullable(),
  mode,
  counsellor: id,
  isDated: z.boolean(),
  /** Decided already: it is going on, or over. */
  isUnderWay: z.boolean(),
  bookings: z.array(z.object({ booking: bookingId, alias: z.string(), people: z.int(), messages: z.boolean() })),
  rooms: z.array(id).meta({ description: 'Rooms that fit and are free then, the smallest first.' }),
  counsellors: z.array(id).meta({ description: 'Who offers the service there and is free then.' }),
  times: z.array(z.object({ startsAt: instant, localStart: localTime, mode, counsellor: id })).max(6),
});
export const blockPreview = z.object({ asOf: instant, affected: z.array(affected).max(200) });

export const block = z
  .object({
    id: z.uuid(),
    kind: z.enum([...BLOCK_KINDS, 'out_of_use']),
    startsAt: instant,
    endsAt: instant,
    localStart: localTime,
    localEnd: localTime,
  })
  .meta({ id: 'Block' });

/** Who has to be told, since a message alone may not reach them. */
export const told = z.object({
  booking: bookingId,
  alias: z.string(),
  localStart: localTime,
  what: z.enum(['room', 'counsellor', 'move', 'cancel']),
  room: id.nullable(),
  newLocalStart: localTime.optional(),
  messages: z.boolean().meta({ description: 'False: they asked for no messages.' }),
});
export const blockAnswer = z.object({ block, tell: z.array(told) });

export const roomChoices = z.object({
  rooms: z.array(
    z.object({ room: id, isFree: z.boolean(), fits: z.boolean().meta({ description: 'Places and wanted features.' }) }),
  ),
});
export const roomSwapInput = z.strictObject({ room: id });
export const roomSwapAnswer = z.object({ rows: z.array(deskRow), tell: z.array(told) });

export type BlockRange = z.infer<typeof blockRange>;
export type BlockInput = z.infer<typeof blockInput>;
export type BlockKind = z.infer<typeof block>['kind'];
export type RoomClosureRange = z.infer<typeof roomClosureRange>;
export type RoomClosureInput = z.infer<typeof roomClosureInput>;
export type Outcome = z.infer<typeof outcome>;
export type Affected = z.infer<typeof affected>;
export type BlockPreview = z.infer<typeof blockPreview>;
export type Block = z.infer<typeof block>;
export type Told = z.infer<typeof told>;
export type BlockAnswer = z.infer<typeof blockAnswer>;
export type RoomChoices = z.infer<typeof roomChoices>;
export type RoomSwapInput = z.infer<typeof roomSwapInput>;
export type RoomSwapAnswer = z.infer<typeof roomSwapAnswer>;
