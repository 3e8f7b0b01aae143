import { createRoute, z } from '@hono/zod-openapi';
import { cashUp, cashUpQuery, deskDay, deskDayQuery, receipts } from '#contract/desk.ts';
import type { Operation } from '#domain/permission.ts';
import { answers, may, signedIn } from '../../../http/answers.ts';
import type { Http, HttpContext } from '../../../http/http.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { isFarDay, traceFarDay, type AskedDay } from './far-day.ts';
import { readCashUp } from './read-cash-up.ts';
import { readDeskDay } from './read-desk-day.ts';
import { readReceipts } from './read-receipts.ts';

const tags = ['Desk'];
const ofDay = ['forbidden', 'not_found', 'cannot_write'] as const;

const day = createRoute({
  ...signedIn,
  ...may('desk.day'),
  method: 'get',
  path: '/api/desk/day',
  operationId: 'readDeskDay',
  tags,
  summary: 'A branch’s day, as its desk may see it',
  description:
    'Nothing of service, topic, concession, price lines, contact or name. Codes can be found by their HMAC under `codeKey`, ' +
    'offline too, and not be read. Another day than yesterday, today and tomorrow is written into the audit record.',
  request: { query: deskDayQuery },
  responses: answers({ 200: deskDay }, ofDay),
});

const till = createRoute({
  ...signedIn,
  ...may('desk.cash_up'),
  method: 'get',
  path: '/api/desk/cash-up',
  operationId: 'readCashUp',
  tags,
  summary: 'A branch’s money of one day',
  description:
    'By when it changed hands. `lateEntry`: it was told on a later day, when the till may have been counted.',
  request: { query: cashUpQuery },
  responses: answers({ 200: cashUp }, ofDay),
});

const paper = createRoute({
  ...signedIn,
  ...may('desk.receipt'),
  method: 'get',
  path: '/api/desk/bookings/{id}/receipts',
  operationId: 'readReceipts',
  tags,
  summary: 'What was paid for a booking, to print',
  request: { params: z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) }) },
  responses: answers({ 200: receipts }, ['not_found']),
});

export function deskDayRoutes(http: Http) {
  const app = http.app();

  /** Reads only, unless the day is far: then the look is written down first. */
  const look = async <T>(c: HttpContext, asked: AskedDay, leave: Operation, verb: (ctx: ReadCtx) => Promise<T>) => {
    const isFar = await http.read(c, (ctx) => isFarDay(ctx, leave, asked));
    if (isFar) await http.change(c, (ctx) => traceFarDay(ctx, leave, asked));
    return http.answer(c, await http.read(c, verb));
  };

  app.openapi(day, (c) => {
    const query = c.req.valid('query');
    return look(c, query, 'desk.day', (ctx) => readDeskDay(ctx, query));
  });
  app.openapi(till, (c) => {
    const query = c.req.valid('query');
    return look(c, query, 'desk.cash_up', (ctx) => readCashUp(ctx, query));
  });
  app.openapi(paper, async (c) => http.answer(c, await http.read(c, (ctx) => readReceipts(ctx, c.req.valid('param')))));
  return app;
}
