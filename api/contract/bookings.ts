import { z } from 'zod';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { MESSAGE_LEVELS } from '#domain/message/message-kind.ts';
import { bookingId, feature, id, instant, locale, localDate, localTime, mode, money } from './primitives.ts';

/** Preparations do not touch the room and may change until the day before (ARCHITECTURE.md, 16). */
export const PREPARATIONS = ['interpreter', 'company'] as const;
export const preparation = z.enum(PREPARATIONS);

export const messageLevel = z.enum(MESSAGE_LEVELS);

const unique = <T>(items: T[]) => new Set(items).size === items.length;

const preparations = z.array(preparation).max(10).refine(unique, { error: 'named_twice' });
const features = z.array(feature).max(10).refine(unique, { error: 'named_twice' });
const codes = z.array(z.string().trim().min(1).max(64)).max(5).refine(unique, { error: 'named_twice' });

export const holdInput = z.strictObject({
  service: id,
  branch: id,
  mode,
  startsAt: instant,
  counsellor: id.optional(),
  people: z.int().min(1).max(500).optional(),
  features: features.optional(),
  codes: codes.optional(),
  patron: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'For whom: of a desk always, of a patron only a child whose guardian they are.' }),
});

export const moveInput = z.strictObject({
  startsAt: instant,
  branch: id.optional(),
  mode: mode.optional(),
  counsellor: id.optional(),
});

export const confirmInput = z.strictObject({
  preparations: preparations.optional(),
  messages: messageLevel.optional(),
  consent: z.strictObject({ version: z.string().min(1).max(20), locale }).optional(),
});

export const preparationsInput = z.strictObject({ preparations });

export const emptyInput = z.strictObject({});

export const price = z
  .object({
    list: money,
    lines: z.array(
      z.object({
        discount: id,
        amount: money,
        entitledUntil: localDate.optional().meta({
          description: 'The last day of the concession that the discount hangs on, when the price was made.',
        }),
      }),
    ),
    total: money,
    unused: z
      .array(z.object({ discount: id, why: z.enum(['better_discount', 'nothing_to_reduce']) }))
      .optional()
      .meta({ description: 'Good codes that were given and not needed: they are not consumed.' }),
  })
  .meta({ id: 'Price' });

export const booking = z
  .object({
    id: bookingId,
    state: z.enum(BOOKING_STATES),
    letGo: z
      .literal(true)
      .optional()
      .meta({ description: 'It is cancelled and never was confirmed: a hold that somebody let go.' }),
    child: z
      .object({ id: z.string(), initials: z.string().meta({ example: 'M. S.' }) })
      .optional()
      .meta({ description: 'Of a child whose guardian asks: whose it is.' }),
    service: id,
    branch: id,
    mode,
    counsellor: id,
    room: id.nullable(),
    startsAt: instant,
    endsAt: instant,
    localStart: localTime,
    localEnd: localTime,
    people: z.int(),
    features: z.array(feature),
    price,
    alias: z.string(),
    preparations: z.array(preparation),
    messages: messageLevel,
    heldUntil: instant.optional(),
    extendable: z.boolean().optional(),
    ticket: z
      .object({ code: z.string().meta({ example: '472918' }), token: z.string() })
      .optional()
      .meta({ description: 'Six digits to say, and 16 random bytes (base64url) for the QR code.' }),
    changeUntil: instant.meta({ description: 'Cancel and move are possible until then.' }),
    prepareUntil: instant.meta({ description: 'Preparations may change until then.' }),
    undoUntil: instant.optional().meta({ description: 'A cancelled booking can be taken up again until then.' }),
    asOf: instant,
  })
  .meta({ id: 'Booking' });

export const bookingAnswer = z.object({ booking });
export const bookingsQuery = z.strictObject({ after: z.string().max(200).optional() });
export const bookingList = z.object({ bookings: z.array(booking), asOf: instant, next: z.string().optional() });

export const prices = z
  .object({ prices: z.array(z.object({ service: id, branch: id, price })) })
  .meta({ id: 'Prices' });

export type HoldInput = z.infer<typeof holdInput>;
export type MoveInput = z.infer<typeof moveInput>;
export type ConfirmInput = z.infer<typeof confirmInput>;
export type PreparationsInput = z.infer<typeof preparationsInput>;
export type Price = z.infer<typeof price>;
export type Booking = z.infer<typeof booking>;
export type BookingList = z.infer<typeof bookingList>;
export type Prices = z.infer<typeof prices>;
