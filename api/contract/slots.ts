import { z } from 'zod';
import { MAX_ENTRIES, feature, id, instant, localDate, localTime, mode, money } from './primitives.ts';

/** `features=a,b` or `features=a&features=b`; the order and repeats say nothing. */
const featureList = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(10)])
  .transform((given) => [...new Set([given].flat().flatMap((part) => part.split(',')))].filter((part) => part !== ''))
  .pipe(z.array(feature));

/** `GET /api/slots`. `from` and `to` are dates at the slot's branch, both included, at most 62 days (S1). */
export const slotQuery = z.strictObject({
  service: id,
  from: localDate,
  to: localDate,
  branch: id.optional(),
  counsellor: id.optional(),
  language: z.string().min(2).max(12).optional(),
  mode: mode.optional(),
  people: z.coerce.number().int().min(1).max(500).optional(),
  features: featureList.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).optional(),
});

export const slot = z
  .object({
    startsAt: instant,
    endsAt: instant,
    localStart: localTime,
    branch: id,
    mode,
    counsellors: z.array(id),
    rooms: z.int().meta({ description: 'How many rooms fit and are free; 0 for phone and video.' }),
    places: z.int().optional().meta({ description: 'Places left, of dated sessions only.' }),
    listPrice: money,
  })
  .meta({ id: 'Slot' });

export const slots = z
  .object({
    slots: z.array(slot),
    asOf: instant,
    next: z
      .string()
      .optional()
      .meta({ description: 'There is more: ask again with the same query and `after=` this.' }),
  })
  .meta({ id: 'Slots' });

/** `GET /api/desk/bookings/{id}/times`: for a desk that does not know what the booking is for. */
export const bookingTimesQuery = z.strictObject({
  from: localDate,
  days: z.coerce.number().int().min(1).max(21),
  mode: mode.optional(),
});
export const bookingTime = z.object({
  startsAt: instant,
  endsAt: instant,
  localStart: localTime,
  localEnd: localTime,
  mode,
  counsellors: z.array(id),
  rooms: z.int(),
});
export const bookingTimes = z.object({
  asOf: instant,
  times: z
    .array(bookingTime)
    .meta({ description: 'Where the booking could be moved to at its branch, soonest first.' }),
});

export type SlotQuery = z.infer<typeof slotQuery>;
export type Slot = z.infer<typeof slot>;
export type Slots = z.infer<typeof slots>;
export type BookingTimesQuery = z.infer<typeof bookingTimesQuery>;
export type BookingTimes = z.infer<typeof bookingTimes>;
