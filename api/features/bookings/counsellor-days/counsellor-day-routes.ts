import { createRoute } from '@hono/zod-openapi';
import { counsellorDay, counsellorDayQuery, counsellorDays, counsellorDaysQuery } from '#contract/counsellor.ts';
import { answers, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { readCounsellorDay, readCounsellorDays } from './read-counsellor-days.ts';

const tags = ['Counsellor'];

const day = createRoute({
  ...signedIn,
  ...may('counsellor.day'),
  method: 'get',
  path: '/api/counsellor/day',
  operationId: 'readCounsellorDay',
  tags,
  summary: 'One’s own sessions of a day, with time taken away and hours',
  request: { query: counsellorDayQuery },
  responses: answers({ 200: counsellorDay }, ['forbidden', 'not_found']),
});

const days = createRoute({
  ...signedIn,
  ...may('counsellor.day'),
  method: 'get',
  path: '/api/counsellor/days',
  operationId: 'readCounsellorDays',
  tags,
  summary: 'The same of up to 14 days',
  request: { query: counsellorDaysQuery },
  responses: answers({ 200: counsellorDays }, ['forbidden', 'not_found']),
});

/** What counsellors see of their own days. */
export function counsellorDayRoutes(http: Http) {
  const app = http.app();

  app.openapi(day, async (c) =>
    http.answer(c, await http.read(c, (ctx) => readCounsellorDay(ctx, c.req.valid('query')))),
  );
  app.openapi(days, async (c) =>
    http.answer(c, await http.read(c, (ctx) => readCounsellorDays(ctx, c.req.valid('query')))),
  );
  return app;
}
