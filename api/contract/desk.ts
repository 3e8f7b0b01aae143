import { z } from 'zod';
import { ABSENCES, METHODS } from '#domain/check-in/check-in-item.ts';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { FEATURES } from '#domain/network.ts';
import { PREPARATIONS } from './bookings.ts';
import { bookingId, feature, id, instant, locale, localDate, localTime, mode, money, text } from './primitives.ts';

/**
 * What the front desk sees: an allow-list of its own (ARCHITECTURE.md, 33). No service, topic, concession, price line,
 * contact or name; `publicName` and what is to pay only.
 */

export const need = z.enum([...FEATURES, ...PREPARATIONS]);

export const deskRow = z
  .object({
    booking: bookingId,
    session: z.uuid(),
    startsAt: instant,
    endsAt: instant,
    localStart: localTime,
    localEnd: localTime,
    branch: id,
    room: id.nullable(),
    mode,
    counsellor: id,
    alias: z.string(),
    people: z.int(),
    needs: z.array(need).meta({ description: 'Features of the room that were asked for, and preparations.' }),
    state: z.enum(BOOKING_STATES),
    publicName: text,
    due: money.meta({ description: 'What is still to pay; 0: nothing to pay.' }),
    paid: money.meta({ description: 'What was taken or waived, less what was given back.' }),
    arrivedAt: instant.optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
    absence: z.enum(ABSENCES).optional(),
    absenceConfirmed: z.boolean().optional().meta({ description: 'The counsellor has said so too.' }),
    note: z.string().optional().meta({ description: 'One’s own, for 15 minutes after it was written.' }),
    codeMac: z.string().optional().meta({
      description: 'HMAC-SHA256 of the six digits under `codeKey`, base64url: the code is found without being shown.',
    }),
    tokenMac: z.string().optional().meta({ description: 'The same of the QR code’s token.' }),
  })
  .meta({ id: 'DeskRow' });

export const deskDayQuery = z.strictObject({ branch: id, date: localDate });

export const roomOut = z.object({
  closure: z.uuid(),
  room: id,
  startsAt: instant,
  endsAt: instant,
  localStart: localTime,
  localEnd: localTime,
});

export const deskDay = z
  .object({
    asOf: instant,
    branch: id,
    date: localDate,
    graceMin: z.int(),
    checkInOpensMin: z.int(),
    codeKey: z.string(),
    rows: z
      .array(deskRow)
      .meta({ description: 'By start, then room, then alias; holds and what is over with them are left out.' }),
    roomsOut: z.array(roomOut),
  })
  .meta({ id: 'DeskDay' });

/** What the desk is told of a booking it makes or changes. */
export const deskBooking = z
  .object({
    ...deskRow.shape,
    heldUntil: instant.optional(),
    extendable: z.boolean().optional(),
    changeUntil: instant.meta({ description: 'The desk may cancel and move until then.' }),
    undoUntil: instant.optional().meta({ description: 'A cancelled booking can be taken up again until then.' }),
    ticket: z
      .object({ code: z.string(), token: z.string() })
      .optional()
      .meta({ description: 'To print or to read out.' }),
    asOf: instant,
  })
  .meta({ id: 'DeskBooking' });

export const deskBookingAnswer = z.object({ booking: deskBooking });

export const deskPatron = z
  .object({
    patron: z.string(),
    alias: z.string().nullable(),
    hasCard: z.boolean(),
    locale,
    entitlements: z.array(z.object({ id: z.uuid(), concession: id, from: localDate, until: localDate })),
    rows: z.array(deskRow).meta({ description: 'Yesterday, today and tomorrow at this branch.' }),
  })
  .meta({ id: 'DeskPatron' });

/** Exactly one of the four. A card is asked of the network only; the others find today’s people without a trace. */
export const lookUpInput = z.strictObject({
  branch: id,
  card: z.string().min(1).max(40).optional(),
  alias: z.string().min(1).max(60).optional(),
  code: z.string().min(1).max(20).optional(),
  token: z.string().min(1).max(80).optional(),
});
export const lookUpAnswer = z.object({ found: z.array(deskPatron).max(20), asOf: instant });

export const deskPatronQuery = z.strictObject({ branch: id });

export const newPatronInput = z.strictObject({
  branch: id,
  alias: z.string().trim().min(1).max(40).optional(),
  locale: locale.optional(),
});
export const codeCard = z
  .object({ card: z.string(), pin: z.string() })
  .meta({ description: 'Shown once: a card to sign in with, without a name.' });
export const newPatronAnswer = z.object({ patron: deskPatron, codeCard });

export const walkInTimesQuery = z.strictObject({
  branch: id,
  service: id,
  people: z.coerce.number().int().min(1).max(500).optional(),
  mode: mode.optional(),
});
export const walkInTime = z.object({
  startsAt: instant,
  endsAt: instant,
  localStart: localTime,
  localEnd: localTime,
  mode,
  counsellor: id,
  room: id.nullable(),
});
export const walkInTimes = z.object({
  asOf: instant,
  now: z.array(walkInTime).meta({ description: 'Who could begin at the running five minutes.' }),
  later: z.array(walkInTime).meta({ description: 'Today’s other free times, the soonest first.' }),
  price: money.meta({ description: 'Without any concession.' }),
});
export const walkInInput = z.strictObject({
  branch: id,
  service: id,
  mode: mode.optional(),
  startsAt: instant
    .optional()
    .meta({ description: 'One of today’s free times; the running five minutes where it is left out.' }),
  counsellor: id.optional(),
  people: z.int().min(1).max(500).optional(),
  features: z.array(feature).max(10).optional(),
  alias: z.string().trim().min(1).max(40).optional(),
  patron: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'Somebody known; a new patron with a code card otherwise.' }),
});
export const walkInAnswer = z.object({ booking: deskBooking, patron: z.string(), codeCard: codeCard.optional() });

export const entitlementInput = z.strictObject({
  branch: id,
  concession: id,
  until: localDate,
  evidenceSeen: z.literal(true),
});
export const entitlementAnswer = z.object({
  patron: deskPatron,
  repriced: z
    .array(z.object({ booking: bookingId, due: money }))
    .meta({ description: 'Open bookings that now cost less.' }),
});

export const cashUpQuery = deskDayQuery;
export const cashUp = z.object({
  asOf: instant,
  branch: id,
  date: localDate,
  sums: z.array(z.object({ method: z.enum(METHODS), count: z.int(), sum: money })),
  entries: z.array(
    z.object({
      number: z.string(),
      occurredAt: instant,
      localTime,
      alias: z.string(),
      method: z.enum(METHODS),
      amount: money,
      lateEntry: z.boolean(),
    }),
  ),
});

export const receipt = z
  .object({
    number: z.string(),
    branch: id,
    localTime,
    publicName: text,
    method: z.enum(METHODS),
    amount: money,
    asOf: instant,
  })
  .meta({ id: 'Receipt', description: 'Neutral: nothing on it says what the appointment was for.' });
export const receipts = z.object({ receipts: z.array(receipt) });

/** A device that stands in the open: it can check people in by code, or show one room’s door, and nothing else. */
export const screenInput = z.strictObject({ branch: id, kind: z.enum(['kiosk', 'door']), room: id.optional() });
export const kioskInput = z.strictObject({
  code: z.string().min(1).max(80).meta({ description: 'Six digits, or the QR code’s token.' }),
});
export const kioskAnswer = z.object({
  outcome: z.enum(['arrived', 'already', 'too_early', 'see_desk']),
  localStart: localTime.optional(),
  room: id.nullable().optional(),
  asOf: instant,
});
export const doorSign = z.object({
  branch: id,
  room: id,
  inUseUntil: localTime.optional(),
  freeUntil: localTime.optional(),
  asOf: instant,
});

export type Need = z.infer<typeof need>;
export type DeskRow = z.infer<typeof deskRow>;
export type DeskDay = z.infer<typeof deskDay>;
export type DeskBooking = z.infer<typeof deskBooking>;
export type DeskPatron = z.infer<typeof deskPatron>;
export type LookUpInput = z.infer<typeof lookUpInput>;
export type LookUpAnswer = z.infer<typeof lookUpAnswer>;
export type NewPatronInput = z.infer<typeof newPatronInput>;
export type NewPatronAnswer = z.infer<typeof newPatronAnswer>;
export type WalkInTimesQuery = z.infer<typeof walkInTimesQuery>;
export type WalkInTime = z.infer<typeof walkInTime>;
export type WalkInTimes = z.infer<typeof walkInTimes>;
export type WalkInInput = z.infer<typeof walkInInput>;
export type WalkInAnswer = z.infer<typeof walkInAnswer>;
export type EntitlementInput = z.infer<typeof entitlementInput>;
export type EntitlementAnswer = z.infer<typeof entitlementAnswer>;
export type CashUp = z.infer<typeof cashUp>;
export type Receipt = z.infer<typeof receipt>;
export type ScreenInput = z.infer<typeof screenInput>;
export type KioskInput = z.infer<typeof kioskInput>;
export type KioskAnswer = z.infer<typeof kioskAnswer>;
export type DoorSign = z.infer<typeof doorSign>;
