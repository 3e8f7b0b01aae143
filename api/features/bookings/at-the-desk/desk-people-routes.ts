import { createRoute, z } from '@hono/zod-openapi';
import { bookingTimes, bookingTimesQuery } from '#contract/slots.ts';
import {
  deskPatron,
  deskPatronQuery,
  entitlementAnswer,
  entitlementInput,
  lookUpAnswer,
  lookUpInput,
  newPatronAnswer,
  newPatronInput,
} from '#contract/desk.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { entitlePatron } from '../entitling/entitle-patron.ts';
import { drawPin } from './draw-pin.ts';
import { lookUpPatrons } from './look-up-patrons.ts';
import { makePatron } from './make-patron.ts';
import { readBookingTimes } from './read-booking-times.ts';
import { readDeskPatron } from './read-desk-patron.ts';

const tags = ['Desk'];
const params = z.object({ id: z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const lookUp = createRoute({
  ...signedIn,
  ...may('desk.look_up'),
  method: 'post',
  path: '/api/desk/look-up',
  operationId: 'lookUpPatrons',
  tags,
  summary: 'Who stands at the counter: by alias, code, ticket or card',
  description:
    'Alias, six digits and ticket find people of yesterday, today and tomorrow at the branch. A card is asked of the whole ' +
    'network, counted by the hour and on record. Nobody found is an empty list.',
  request: { body: jsonBody(lookUpInput, { branch: 'ilam', alias: 'Heron' }) },
  responses: answers({ 200: lookUpAnswer }, ['forbidden', 'not_found', 'too_many_tries', 'cannot_write']),
});

const patron = createRoute({
  ...signedIn,
  ...may('desk.patron'),
  method: 'get',
  path: '/api/desk/patrons/{id}',
  operationId: 'readDeskPatron',
  tags,
  summary: 'A patron as the desk may know one',
  description: 'On record, unless the patron has a visit at the branch yesterday, today or tomorrow.',
  request: { params, query: deskPatronQuery },
  responses: answers({ 200: deskPatron }, ['forbidden', 'not_found', 'cannot_write']),
});

const newPatron = createRoute({
  ...idempotent,
  ...may('desk.patron'),
  method: 'post',
  path: '/api/desk/patrons',
  operationId: 'makePatron',
  tags,
  summary: 'Somebody new, without a name: a code card to sign in with',
  request: { body: jsonBody(newPatronInput) },
  responses: answers({ 201: newPatronAnswer }, ['forbidden', 'not_found']),
});

const entitle = createRoute({
  ...idempotent,
  ...may('desk.entitle'),
  method: 'post',
  path: '/api/desk/patrons/{id}/entitlements',
  operationId: 'entitlePatron',
  tags,
  summary: 'A concession whose evidence the desk has seen',
  description:
    'From today to `until`, both included, and no longer than the concession is valid for. Open bookings at the desk’s ' +
    'branches that nobody has paid for yet cost less at once, never more.',
  request: { params, body: jsonBody(entitlementInput) },
  responses: answers({ 200: entitlementAnswer }, ['forbidden', 'not_found']),
});

const times = createRoute({
  ...signedIn,
  ...may('desk.times'),
  method: 'get',
  path: '/api/desk/bookings/{id}/times',
  operationId: 'readBookingTimes',
  tags,
  summary: 'Where a booking could be moved to, without saying what it is for',
  request: { params, query: bookingTimesQuery },
  responses: answers({ 200: bookingTimes }, ['not_found']),
});

/** Looking people up, making them, and what the desk asks before it changes something for them. */
export function deskPeopleRoutes(http: Http) {
  const app = http.app();

  app.openapi(lookUp, async (c) =>
    http.answer(c, await http.change(c, (ctx) => lookUpPatrons(ctx, c.req.valid('json')))),
  );
  app.openapi(patron, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('param') };
    return http.answer(c, await http.change(c, (ctx) => readDeskPatron(ctx, input)));
  });
  app.openapi(newPatron, async (c) => {
    const input = c.req.valid('json');
    const drawn = await http.read(c, (ctx) => drawPin(ctx, 'desk.patron', input.branch));
    return http.write(c, { route: 'makePatron', status: 201 }, input, (ctx) => makePatron(ctx, input, drawn));
  });
  app.openapi(entitle, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'entitlePatron', status: 200 }, input, (ctx) => entitlePatron(ctx, input));
  });
  app.openapi(times, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('param') };
    return http.answer(c, await http.read(c, (ctx) => readBookingTimes(ctx, input)));
  });
  return app;
}
