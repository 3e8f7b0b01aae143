import { createRoute } from '@hono/zod-openapi';
import { deskDay, deskDayQuery } from '#contract/desk.ts';
import { answers, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { isFarDay, readDeskDay, readFarDeskDay } from './read-desk-day.ts';

const tags = ['Desk'];

const day = createRoute({
  ...signedIn,
  method: 'get',
  path: '/api/desk/day',
  operationId: 'readDeskDay',
  tags,
  summary: 'A branch’s day, as its desk may see it',
  description:
    'Nothing of service, topic, concession, price lines, contact or name. Codes can be found by their HMAC under `codeKey`, ' +
    'offline too, and not be read. Another day than yesterday, today and tomorrow is written into the audit record.',
  request: { query: deskDayQuery },
  responses: answers({ 200: deskDay }, ['forbidden', 'not_found', 'cannot_write']),
});

export function deskDayRoutes(http: Http) {
  const app = http.app();
  app.openapi(day, async (c) => {
    const query = c.req.valid('query');
    const isFar = await http.read(c, (ctx) => isFarDay(ctx, query));
    const read = isFar
      ? http.change(c, (ctx) => readFarDeskDay(ctx, query))
      : http.read(c, (ctx) => readDeskDay(ctx, query));
    return http.answer(c, await read);
  });
  return app;
}
