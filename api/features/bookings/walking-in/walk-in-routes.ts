import { createRoute } from '@hono/zod-openapi';
import { walkInAnswer, walkInInput, walkInTimes, walkInTimesQuery } from '#contract/desk.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { readWalkInTimes } from './read-walk-in-times.ts';
import { walkIn } from './walk-in.ts';
import { drawWalkInPin } from './walk-in-visitor.ts';

const tags = ['Desk'];

const times = createRoute({
  ...signedIn,
  ...may('desk.walk_in'),
  method: 'get',
  path: '/api/desk/walk-in-times',
  operationId: 'readWalkInTimes',
  tags,
  summary: 'Who could begin now, and today’s other free times',
  request: { query: walkInTimesQuery },
  responses: answers({ 200: walkInTimes }, ['forbidden', 'not_found']),
});

const walk = createRoute({
  ...idempotent,
  ...may('desk.walk_in'),
  method: 'post',
  path: '/api/desk/walk-ins',
  operationId: 'walkIn',
  tags,
  summary: 'Somebody at the counter, now or later today',
  description:
    'Begins at the running five minutes where no start is named: the booking is `arrived` then, `confirmed` otherwise. Who is ' +
    'not named as a patron gets a code card, told once. Notice, grid and the limit of open bookings do not count; all else does.',
  request: { body: jsonBody(walkInInput) },
  responses: answers({ 201: walkInAnswer }, ['forbidden', 'not_found', 'slot_taken', 'patron_busy']),
});

export function walkInRoutes(http: Http) {
  const app = http.app();

  app.openapi(times, async (c) =>
    http.answer(c, await http.read(c, (ctx) => readWalkInTimes(ctx, c.req.valid('query')))),
  );
  app.openapi(walk, async (c) => {
    const input = c.req.valid('json');
    const drawn = await http.read(c, (ctx) => drawWalkInPin(ctx, input));
    return http.write(c, { route: 'walkIn', status: 201 }, input, (ctx) => walkIn(ctx, input, drawn));
  });
  return app;
}
