import { createRoute } from '@hono/zod-openapi';
import {
  linkedBookingAnswer,
  linkInput,
  linkMoveInput,
  linkTimes,
  linkTimesInput,
} from '#contract/link/ticket-links.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import { answers, anyone, jsonBody, keyed } from '../../../http/answers.ts';
import type { Http, HttpContext } from '../../../http/http.ts';
import type { Ctx, Services } from '../../../storage/context.ts';
import { cancelBooking } from '../changing/cancel-booking.ts';
import { moveBooking } from '../changing/move-booking.ts';
import { retakeBooking } from '../changing/retake-booking.ts';
import { asHolder, linkHolder } from './link-holder.ts';
import { lookByLink } from './look-by-link.ts';
import { timesByLink } from './times-by-link.ts';

const shared = { method: 'post' as const, tags: ['Ticket links'] };
const gone: RefusalCode[] = ['not_found', 'too_many_tries', 'cannot_write'];

const look = createRoute({
  ...shared,
  ...anyone,
  path: '/api/ticket-links/look',
  operationId: 'lookByLink',
  summary: 'When and where, for whoever holds the link',
  description:
    'The token goes in the body, so that it stands in no log. A link that is unknown, revoked or over is one answer, and such ' +
    'answers are bounded by address.',
  request: { body: jsonBody(linkInput) },
  responses: answers({ 200: linkedBookingAnswer }, gone),
});

const times = createRoute({
  ...shared,
  ...anyone,
  path: '/api/ticket-links/times',
  operationId: 'timesByLink',
  summary: 'What the appointment can be moved to',
  description: 'At the same branch and in the same way, by the rules that bind the patron.',
  request: { body: jsonBody(linkTimesInput) },
  responses: answers({ 200: linkTimes }, gone),
});

const move = createRoute({
  ...shared,
  ...anyone,
  ...keyed,
  path: '/api/ticket-links/move',
  operationId: 'moveByLink',
  summary: 'Move, as the patron could',
  request: { body: jsonBody(linkMoveInput) },
  responses: answers({ 200: linkedBookingAnswer }, [...gone, 'too_late_to_move', 'wrong_state', 'slot_taken']),
});

const cancel = createRoute({
  ...shared,
  ...anyone,
  ...keyed,
  path: '/api/ticket-links/cancel',
  operationId: 'cancelByLink',
  summary: 'Cancel, as the patron could',
  request: { body: jsonBody(linkInput) },
  responses: answers({ 200: linkedBookingAnswer }, [...gone, 'too_late_to_cancel', 'wrong_state']),
});

const undo = createRoute({
  ...shared,
  ...anyone,
  ...keyed,
  path: '/api/ticket-links/undo',
  operationId: 'undoByLink',
  summary: 'Undo a cancellation: the link is then one of the new booking',
  request: { body: jsonBody(linkInput) },
  responses: answers({ 200: linkedBookingAnswer }, [...gone, 'wrong_state', 'slot_taken']),
});

/** What a holder can do: the patron's own verbs, in a name of their own. */
export function linkHolderRoutes(http: Http, services: Services) {
  const app = http.app();
  const holderOf = (c: HttpContext, token: string) => linkHolder(services, token, http.address(c));

  const write = async <Input extends { token: string }>(
    c: HttpContext,
    route: string,
    input: Input,
    verb: (ctx: Ctx, input: Input & { id: string }) => Promise<unknown>,
  ) => {
    const holder = await holderOf(c, input.token);
    const work = (ctx: Ctx) => asHolder(ctx, holder, () => verb(ctx, { ...input, id: holder.booking }));
    return http.writeAs(c, holder, { route, status: 200 }, input, work);
  };

  app.openapi(look, async (c) => {
    const { actor, booking } = await holderOf(c, c.req.valid('json').token);
    return http.answer(c, await http.readAs(c, actor, (ctx) => lookByLink(ctx, booking)));
  });
  app.openapi(times, async (c) => {
    const { token, ...asked } = c.req.valid('json');
    const { actor, booking } = await holderOf(c, token);
    return http.answer(c, await http.readAs(c, actor, (ctx) => timesByLink(ctx, { ...asked, id: booking })));
  });
  app.openapi(move, (c) => write(c, 'moveByLink', c.req.valid('json'), moveByLink));
  app.openapi(cancel, (c) => write(c, 'cancelByLink', c.req.valid('json'), cancelBooking));
  app.openapi(undo, (c) => write(c, 'undoByLink', c.req.valid('json'), retakeBooking));
  return app;
}

const moveByLink = (ctx: Ctx, { id, startsAt }: { id: string; startsAt: string }) => moveBooking(ctx, { id, startsAt });
