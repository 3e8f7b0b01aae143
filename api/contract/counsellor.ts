import { z } from 'zod';
import { ABSENCES, UNDO_EVENTS } from '#domain/check-in/check-in-item.ts';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { block } from './blocks.ts';
import { need } from './desk.ts';
import { bookingId, id, instant, localDate, localTime, mode } from './primitives.ts';

/** What a counsellor sees of own sessions. */

export const ownVisit = z.object({
  booking: bookingId,
  alias: z.string(),
  people: z.int(),
  needs: z.array(need),
  state: z.enum(BOOKING_STATES),
  arrivedAt: instant.optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  absence: z.enum(ABSENCES).optional(),
  absenceConfirmed: z.boolean().optional(),
  undo: z.array(z.enum(UNDO_EVENTS)).optional().meta({
    description: 'What of it the counsellor can take back on its day, one after the other, the last step first.',
  }),
  note: z.object({ text: z.string(), at: instant, isOwn: z.boolean() }).optional(),
});

export const ownSession = z
  .object({
    session: z.uuid(),
    startsAt: instant,
    endsAt: instant,
    localStart: localTime,
    localEnd: localTime,
    localNotesEnd: localTime.meta({ description: 'Until when the counsellor’s notes take.' }),
    branch: id,
    room: id.nullable(),
    mode,
    service: id.meta({ description: 'Never kept on a device.' }),
    places: z.int(),
    taken: z.int(),
    isDated: z.boolean(),
    visits: z.array(ownVisit),
  })
  .meta({ id: 'OwnSession' });

export const openHours = z.object({ branch: id, localStart: localTime, localEnd: localTime });

export const counsellorDay = z
  .object({
    asOf: instant,
    date: localDate,
    graceMin: z.int(),
    checkInOpensMin: z.int(),
    sessions: z.array(ownSession),
    blocks: z.array(block),
    hours: z.array(openHours).meta({ description: 'Own hours of that day, closures and leave taken out.' }),
    branchHours: z.array(openHours).meta({ description: 'The libraries’ hours, where the counsellor works.' }),
  })
  .meta({ id: 'CounsellorDay' });

export const counsellorDayQuery = z.strictObject({ date: localDate });
export const counsellorDaysQuery = z.strictObject({ from: localDate, days: z.coerce.number().int().min(1).max(14) });
export const counsellorDays = z.object({ asOf: instant, days: z.array(counsellorDay) });

export const nextTimes = z.object({
  asOf: instant,
  suggestions: z
    .array(z.object({ startsAt: instant, localStart: localTime, mode, room: id.nullable(), isSameHour: z.boolean() }))
    .max(6)
    .meta({ description: 'The same weekday and hour of the coming weeks first, then what is nearest to it.' }),
});
export const nextInput = z.strictObject({ startsAt: instant, mode: mode.optional() });
export const nextAnswer = z.object({
  session: ownSession,
  undoUntil: instant.meta({ description: 'Until, and not including, when it can be taken back.' }),
});
export const takenBackAnswer = z.object({ booking: bookingId });

export type OwnVisit = z.infer<typeof ownVisit>;
export type OwnSession = z.infer<typeof ownSession>;
export type OpenHours = z.infer<typeof openHours>;
export type CounsellorDay = z.infer<typeof counsellorDay>;
export type CounsellorDays = z.infer<typeof counsellorDays>;
export type NextTimes = z.infer<typeof nextTimes>;
export type NextInput = z.infer<typeof nextInput>;
export type NextAnswer = z.infer<typeof nextAnswer>;
export type TakenBackAnswer = z.infer<typeof takenBackAnswer>;
