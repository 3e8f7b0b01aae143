import { createRoute, z } from '@hono/zod-openapi';
import {
  bookingAnswer,
  bookingList,
  bookingsQuery,
  confirmInput,
  emptyInput,
  holdInput,
  moveInput,
  preparationsInput,
} from '#contract/bookings.ts';
import { deskBookingAnswer } from '#contract/desk.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { calendarFile } from './calendar-file.ts';
import { cancelBooking } from './changing/cancel-booking.ts';
import { moveBooking } from './changing/move-booking.ts';
import { retakeBooking } from './changing/retake-booking.ts';
import { changePreparations } from './change-preparations.ts';
import { confirmBooking } from './holding/confirm-booking.ts';
import { extendHold } from './holding/extend-hold.ts';
import { holdSlot } from './holding/hold-slot.ts';
import { listOwnBookings } from './list-bookings.ts';
import { countWrongCode } from './pricing/wrong-codes.ts';
import { readBooking } from './read-booking.ts';
import { wholeCalendar } from './whole-calendar.ts';

const tags = ['Bookings'];
/** Whatever is no booking of one's own is absent, text that cannot be an id too: one answer for all of it. */
const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });
const body = { params, body: jsonBody(emptyInput) };
/** The patron is told all of a booking, the desk what it may know. */
const eitherAnswer = z.union([bookingAnswer, deskBookingAnswer]);

const hold = createRoute({
  ...idempotent,
  ...may('booking.hold'),
  method: 'post',
  path: '/api/holds',
  operationId: 'holdSlot',
  tags,
  summary: 'Hold a slot for some minutes',
  description:
    'The answer names counsellor, room and the whole price. When the slot is gone, `facts.alternatives` are up to three ' +
    'slots nearest in time. A code that is unknown, used up, expired or not for this service or branch is one refusal. ' +
    'The desk names the `patron` for whom it holds; nobody else may.',
  request: { body: jsonBody(holdInput) },
  responses: answers({ 201: eitherAnswer }, [
    'forbidden',
    'not_found',
    'slot_taken',
    'patron_busy',
    'too_many_open',
    'code_not_usable',
    'too_many_tries',
  ]),
});

const extend = createRoute({
  ...idempotent,
  ...may('booking.extend'),
  method: 'post',
  path: '/api/bookings/{id}/extend',
  operationId: 'extendHold',
  tags,
  summary: 'Hold once longer',
  request: body,
  responses: answers({ 200: eitherAnswer }, ['not_found', 'hold_expired', 'already_extended', 'wrong_state']),
});

const confirm = createRoute({
  ...idempotent,
  ...may('booking.confirm'),
  method: 'post',
  path: '/api/bookings/{id}/confirm',
  operationId: 'confirmBooking',
  tags,
  summary: 'Confirm a held booking',
  request: { params, body: jsonBody(confirmInput) },
  responses: answers({ 200: eitherAnswer }, ['not_found', 'hold_expired', 'wrong_state', 'consent_needed']),
});

const cancel = createRoute({
  ...idempotent,
  ...may('booking.cancel'),
  method: 'post',
  path: '/api/bookings/{id}/cancel',
  operationId: 'cancelBooking',
  tags,
  summary: 'Cancel a booking, or let a hold go',
  request: body,
  responses: answers({ 200: eitherAnswer }, ['not_found', 'too_late_to_cancel', 'wrong_state']),
});

const move = createRoute({
  ...idempotent,
  ...may('booking.move'),
  method: 'post',
  path: '/api/bookings/{id}/move',
  operationId: 'moveBooking',
  tags,
  summary: 'Move a confirmed booking; price and codes stay',
  request: { params, body: jsonBody(moveInput) },
  responses: answers({ 200: eitherAnswer }, [
    'not_found',
    'too_late_to_move',
    'wrong_state',
    'other_currency',
    'slot_taken',
    'patron_busy',
  ]),
});

const retake = createRoute({
  ...idempotent,
  ...may('booking.retake'),
  method: 'post',
  path: '/api/bookings/{id}/retake',
  operationId: 'retakeBooking',
  tags,
  summary: 'Undo a cancellation: a new booking at the same time',
  request: body,
  responses: answers({ 201: eitherAnswer }, ['not_found', 'wrong_state', 'too_many_open', 'slot_taken', 'patron_busy']),
});

const prepare = createRoute({
  ...idempotent,
  ...may('booking.prepare'),
  method: 'put',
  path: '/api/bookings/{id}/preparations',
  operationId: 'changePreparations',
  tags,
  summary: 'Change what is prepared, until the day before',
  request: { params, body: jsonBody(preparationsInput) },
  responses: answers({ 200: eitherAnswer }, ['not_found', 'too_late_to_change', 'wrong_state']),
});

const list = createRoute({
  ...signedIn,
  ...may('booking.list'),
  method: 'get',
  path: '/api/bookings',
  operationId: 'listBookings',
  tags,
  summary: 'Own bookings, newest start first',
  request: { query: bookingsQuery },
  responses: answers({ 200: bookingList }, ['forbidden']),
});

const read = createRoute({
  ...signedIn,
  ...may('booking.read'),
  method: 'get',
  path: '/api/bookings/{id}',
  operationId: 'readBooking',
  tags,
  summary: 'One of one’s own bookings',
  request: { params },
  responses: answers({ 200: bookingAnswer }, ['not_found']),
});

const calendar = createRoute({
  ...signedIn,
  ...may('booking.read'),
  method: 'get',
  path: '/api/bookings/{id}/calendar.ics',
  operationId: 'readCalendarFile',
  tags,
  summary: 'The booking as iCalendar, discreet',
  request: { params },
  responses: {
    ...answers({}, ['not_found']),
    200: { description: 'A calendar file.', content: { 'text/calendar': { schema: z.string() } } },
  },
});

const whole = createRoute({
  ...signedIn,
  ...may('booking.list'),
  method: 'get',
  path: '/api/me/calendar.ics',
  operationId: 'readWholeCalendar',
  tags,
  summary: 'All appointments as iCalendar, discreet',
  responses: {
    ...answers({}, ['forbidden']),
    200: { description: 'A calendar file.', content: { 'text/calendar': { schema: z.string() } } },
  },
});

const CALENDAR = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'attachment; filename="appointment.ics"',
};

const WHOLE = 'attachment; filename="appointments.ics"';

/** Holds and bookings of the patron who is signed in, and those that the desk makes and changes for patrons. */
export function bookingRoutes(http: Http) {
  const app = http.app();

  app.openapi(hold, (c) => {
    const input = c.req.valid('json');
    const spec = { route: 'holdSlot', status: 201, refused: countWrongCode } as const;
    return http.write(c, spec, input, (ctx) => holdSlot(ctx, input));
  });
  app.openapi(extend, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'extendHold', status: 200 }, input, (ctx) => extendHold(ctx, input));
  });
  app.openapi(confirm, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'confirmBooking', status: 200 }, input, (ctx) => confirmBooking(ctx, input));
  });
  app.openapi(cancel, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'cancelBooking', status: 200 }, input, (ctx) => cancelBooking(ctx, input));
  });
  app.openapi(move, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'moveBooking', status: 200 }, input, (ctx) => moveBooking(ctx, input));
  });
  app.openapi(retake, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'retakeBooking', status: 201 }, input, (ctx) => retakeBooking(ctx, input));
  });
  app.openapi(prepare, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'changePreparations', status: 200 }, input, (ctx) => changePreparations(ctx, input));
  });

  app.openapi(list, async (c) =>
    http.answer(c, await http.read(c, (ctx) => listOwnBookings(ctx, c.req.valid('query')))),
  );
  app.openapi(read, async (c) => http.answer(c, await http.read(c, (ctx) => readBooking(ctx, c.req.valid('param')))));
  app.openapi(calendar, async (c) => {
    const file = await http.read(c, (ctx) => calendarFile(ctx, c.req.valid('param')));
    return new Response(file, { headers: CALENDAR });
  });
  app.openapi(whole, async (c) => {
    const file = await http.read(c, wholeCalendar);
    return new Response(file, { headers: { ...CALENDAR, 'content-disposition': WHOLE } });
  });
  return app;
}
