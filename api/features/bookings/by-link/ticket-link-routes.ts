import { createRoute, z } from '@hono/zod-openapi';
import { emptyInput } from '#contract/bookings.ts';
import { madeTicketLink, ticketLink } from '#contract/link/ticket-links.ts';
import { answers, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { makeLink } from './make-link.ts';
import { readLink } from './read-link.ts';
import { revokeLink } from './revoke-link.ts';

const tags = ['Ticket links'];
const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });
const body = { params, body: jsonBody(emptyInput) };

const make = createRoute({
  ...signedIn,
  ...may('booking.link'),
  method: 'post',
  path: '/api/bookings/{id}/link',
  operationId: 'makeTicketLink',
  tags,
  summary: 'A link with which somebody else can move or cancel',
  description:
    'For the patron, and for the desk of the branch on behalf of somebody without a telephone. The token is shown this once; ' +
    'the link before it is dead. The link ends a day after the appointment is over or was cancelled.',
  request: body,
  responses: answers({ 201: madeTicketLink }, ['not_found', 'wrong_state', 'cannot_write']),
});

const read = createRoute({
  ...signedIn,
  ...may('booking.link'),
  method: 'get',
  path: '/api/bookings/{id}/link',
  operationId: 'readTicketLink',
  tags,
  summary: 'Whether somebody else can hold a link',
  request: { params },
  responses: answers({ 200: ticketLink }, ['not_found']),
});

const revoke = createRoute({
  ...signedIn,
  ...may('booking.link'),
  method: 'post',
  path: '/api/bookings/{id}/link/revoke',
  operationId: 'revokeTicketLink',
  tags,
  summary: 'End the link',
  request: body,
  responses: answers({ 204: null }, ['not_found', 'cannot_write']),
});

/** Links as those make and end them whose booking it is. */
export function ticketLinkRoutes(http: Http) {
  const app = http.app();

  app.openapi(make, async (c) =>
    http.answer(c, await http.change(c, (ctx) => makeLink(ctx, c.req.valid('param'))), 201),
  );
  app.openapi(read, async (c) => http.answer(c, await http.read(c, (ctx) => readLink(ctx, c.req.valid('param')))));
  app.openapi(revoke, async (c) => {
    await http.change(c, (ctx) => revokeLink(ctx, c.req.valid('param')));
    return c.body(null, 204);
  });
  return app;
}
