import { createRoute } from '@hono/zod-openapi';
import { slotQuery, slots } from '#contract/slots.ts';
import { answers } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { jsonAnswer } from '../../http/response/json-answer.ts';
import { headerSets } from '../../http/response/response-headers.ts';
import { searchSlotsText } from './search-slots.ts';

const search = createRoute({
  method: 'get',
  path: '/api/slots',
  operationId: 'searchSlots',
  tags: ['Slots'],
  summary: 'Find startable times',
  description:
    'One entry per start, branch and mode, ordered by start, then branch, then mode. `from` and `to` are dates at the ' +
    'slot’s branch, both included, at most 62 days. At most 10,000 entries, then `next`.',
  request: { query: slotQuery },
  responses: answers({ 200: slots }),
});

/** The answer is text before it is anything else: see slot-writer.ts. */
export function slotsRoutes(http: Http) {
  const headers = headerSets(http.options.tls);

  return http.app().openapi(search, (c) =>
    http.publicRead(c, ({ world, now }) => {
      const text = searchSlotsText(world, c.req.valid('query'), now);
      return jsonAnswer(headers, text, 200, c.req.header('accept-encoding'));
    }),
  );
}
