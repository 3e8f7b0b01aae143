import { z } from 'zod';
import { WEEKDAYS } from '#domain/network.ts';
import { LINK_STATES } from '#domain/ticket-link/link-policy.ts';
import { instant, localDate, localTime, mode, text } from '../primitives.ts';

/** What is no link is answered like a link that is over: only its length is bounded here. */
const token = z.string().max(100).meta({ example: 'pB0c8h2ZQ1…', description: '32 random bytes, base64url.' });

export const ticketLink = z.object({
  link: z
    .object({ since: instant })
    .nullable()
    .meta({ description: 'Since when somebody can hold a link; null: nobody does.' }),
});
export const madeTicketLink = z.object({
  token: token.meta({ description: 'Shown this once: for the fragment of an address, `/t#…`.' }),
  since: instant,
});

export const linkInput = z.strictObject({ token });
export const linkTimesInput = z.strictObject({ token, from: localDate, days: z.int().min(1).max(21) });
export const linkMoveInput = z.strictObject({ token, startsAt: instant });

/** All that a holder is told: when and where. An allow-list, so that a new field of a booking is not theirs by accident. */
export const linkedBooking = z
  .object({
    state: z.enum(LINK_STATES),
    mode,
    startsAt: instant,
    localStart: localTime,
    localEnd: localTime,
    branch: z.object({
      name: text,
      address: text,
      phone: z.string(),
      timeZone: z.string(),
      firstDay: z.enum(WEEKDAYS),
    }),
    room: text.nullable(),
    changeUntil: instant.meta({ description: 'Cancel and move are possible until then.' }),
    undoUntil: instant.optional().meta({ description: 'A cancelled booking can be taken up again until then.' }),
    asOf: instant,
  })
  .meta({ id: 'LinkedBooking' });
export const linkedBookingAnswer = z.object({ booking: linkedBooking });

const linkTime = z.object({ startsAt: instant, localStart: localTime, localEnd: localTime });
export const linkTimes = z.object({ times: z.array(linkTime), asOf: instant });

export type TicketLink = z.infer<typeof ticketLink>;
export type MadeTicketLink = z.infer<typeof madeTicketLink>;
export type LinkTimesInput = z.infer<typeof linkTimesInput>;
export type LinkMoveInput = z.infer<typeof linkMoveInput>;
export type LinkedBooking = z.infer<typeof linkedBooking>;
export type LinkTime = z.infer<typeof linkTime>;
export type LinkTimes = z.infer<typeof linkTimes>;
