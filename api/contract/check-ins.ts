import { z } from 'zod';
import { ABSENCES, ITEM_EVENTS, ITEM_REFUSALS, METHODS, OUTCOMES } from '#domain/check-in/check-in-item.ts';
import { bookingId, instant } from './primitives.ts';

/** One thing that happened at the counter or in the room, told now or once there is a network again. */
export const checkInItem = z.strictObject({
  id: z.uuid({ error: 'not_an_id' }).meta({ description: 'Made by the device, once: the same id has one effect.' }),
  booking: bookingId,
  event: z.enum(ITEM_EVENTS),
  occurredAt: instant,
  absence: z.enum(ABSENCES).optional().meta({ description: 'Of `no_show`; `unexcused` where it is left out.' }),
  amount: z.int().min(0).max(1_000_000_000_000).optional().meta({
    description:
      'Of `paid`, minor units: what was taken, waived or given back; the whole open sum where it is left out.',
  }),
  method: z.enum(METHODS).optional().meta({ description: 'Of `paid`; `cash` where it is left out.' }),
  text: z
    .string()
    .max(280)
    .optional()
    .meta({ description: 'Of `note`: administrative, never clinical; empty clears it.' }),
  reason: z.string().max(280).optional().meta({ description: 'Of an arrival that is entered after its day.' }),
});

export const checkInsInput = z.strictObject({ items: z.array(checkInItem).min(1).max(100) });

/** An item as it left the device: sealed to the server, signed by the device's grant. Base64url all of it. */
export const sealedItem = z.strictObject({
  grant: z.string().min(1).max(80),
  sealed: z.string().min(1).max(4000),
  signature: z.string().min(1).max(200),
});

export const sealedCheckInsInput = z.strictObject({ items: z.array(sealedItem).min(1).max(100) });

export const checkInResult = z.object({
  id: z.string().meta({ description: 'The item’s id; empty where a sealed item could not be opened.' }),
  outcome: z.enum(OUTCOMES),
  code: z.enum(ITEM_REFUSALS).optional(),
  at: instant.optional().meta({ description: 'When what is now in force happened, by the server.' }),
});

/** In the order of the items. */
export const checkInResults = z.object({ results: z.array(checkInResult), asOf: instant });

export type CheckInItem = z.infer<typeof checkInItem>;
export type CheckInsInput = z.infer<typeof checkInsInput>;
export type SealedItem = z.infer<typeof sealedItem>;
export type SealedCheckInsInput = z.infer<typeof sealedCheckInsInput>;
export type CheckInResult = z.infer<typeof checkInResult>;
export type CheckInResults = z.infer<typeof checkInResults>;
