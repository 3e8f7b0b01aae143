import { createRoute, z } from '@hono/zod-openapi';
import { emptyInput } from '#contract/bookings.ts';
import { nextAnswer, nextInput, nextTimes, takenBackAnswer } from '#contract/counsellor.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { bookNext } from './book-next.ts';
import { readNextTimes } from './read-next-times.ts';
import { takeBackNext } from './take-back-next.ts';

const tags = ['Counsellor'];
const path = '/api/counsellor/bookings/{id}/next';
const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const read = createRoute({
  ...signedIn,
  ...may('counsellor.next'),
  method: 'get',
  path,
  operationId: 'readNextTimes',
  tags,
  summary: 'Times for the next appointment with the same patron: the same weekday, hour and room first',
  request: { params },
  responses: answers({ 200: nextTimes }, ['forbidden', 'not_found', 'wrong_state']),
});

const book = createRoute({
  ...idempotent,
  ...may('counsellor.next'),
  method: 'post',
  path,
  operationId: 'bookNext',
  tags,
  summary: 'Book the next appointment, confirmed at once',
  description: 'Service, people, needs and, where it is free, the room stay; the price is what a hold would cost now.',
  request: { params, body: jsonBody(nextInput) },
  responses: answers({ 201: nextAnswer }, [
    'forbidden',
    'not_found',
    'wrong_state',
    'too_many_open',
    'slot_taken',
    'patron_busy',
  ]),
});

const takeBack = createRoute({
  ...idempotent,
  ...may('counsellor.next'),
  method: 'post',
  path: '/api/counsellor/bookings/{id}/take-back',
  operationId: 'takeBackNext',
  tags,
  summary: 'Take back a next appointment that was booked a moment ago',
  description: 'Only one that was booked so, by whoever it is with, up to `undoUntil`: its time is free again.',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: takenBackAnswer }, ['forbidden', 'not_found', 'wrong_state']),
});

/** The next appointment, made in the room. */
export function nextRoutes(http: Http) {
  const app = http.app();

  app.openapi(read, async (c) => http.answer(c, await http.read(c, (ctx) => readNextTimes(ctx, c.req.valid('param')))));
  app.openapi(book, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'bookNext', status: 201 }, input, (ctx) => bookNext(ctx, input));
  });
  app.openapi(takeBack, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'takeBackNext', status: 200 }, input, (ctx) => takeBackNext(ctx, input));
  });
  return app;
}
