import { z } from 'zod';
import { MESSAGE_KINDS, SENT_LEVELS } from '#domain/message/message-kind.ts';
import { messageLevel } from '../bookings.ts';
import { locale, localTime } from '../primitives.ts';
import { ownContact } from '../sign-in.ts';

/** On five minutes, so that quiet hours that last a day still leave some. */
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5][05]$/, { error: 'not_a_clock' })
  .meta({ example: '21:00', description: 'The wall clock of the branch where the appointment is.' });

const quietHours = { from: clock, until: clock };
const contact = z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' });

export const reachInput = z.strictObject({
  level: messageLevel.optional(),
  contact: contact.optional(),
  quiet: z.strictObject(quietHours).optional(),
  locale: locale.optional(),
});

export const ownReach = z
  .object({
    reach: z.object({
      level: messageLevel,
      contact: contact.nullable().meta({ description: 'One of `contacts`. null: messages go nowhere.' }),
      quiet: z
        .object(quietHours)
        .meta({ description: 'No message comes from `from` to `until`; equal: none are quiet.' }),
      locale: locale.meta({ description: 'The language of messages.' }),
    }),
    contacts: z.array(ownContact),
    preview: z
      .object({
        localStart: localTime,
        isExample: z.boolean().meta({ description: 'Nothing is booked: time and place are made up.' }),
        subject: z.string().meta({ description: 'Of a mail, at every level.' }),
        texts: z.record(z.enum(SENT_LEVELS), z.record(z.enum(MESSAGE_KINDS), z.string())),
      })
      .meta({ description: 'The very texts that would be sent about the next appointment, by level and kind.' }),
  })
  .meta({ id: 'OwnReach' });

export type ReachInput = z.infer<typeof reachInput>;
export type OwnReach = z.infer<typeof ownReach>;
