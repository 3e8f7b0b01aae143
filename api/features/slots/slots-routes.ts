import { createRoute } from '@hono/zod-openapi';
import { slotQuery, slots } from '#contract/slots.ts';
import { DAY_MS } from '#domain/availability/day-bits.ts';
import type { Instant, LocalDate } from '#domain/ids.ts';
import { dayNumber } from '#domain/time/local-date.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { keptQueries } from '../../http/request/kept-queries.ts';
import { piecesAnswer } from '../../http/response/pieces-answer.ts';
import { headerSets } from '../../http/response/response-headers.ts';
import { searchSlots } from './search-slots.ts';

const search = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/slots',
  operationId: 'searchSlots',
  tags: ['Slots'],
  summary: 'Find startable times',
  description:
    'One entry per start, branch and mode, ordered by start, then branch, then mode. `from` and `to` are dates at the ' +
    'slot’s branch, both included, at most 62 days. At most `limit` entries (10,000 without one), then `next`.',
  request: { query: slotQuery },
  responses: answers({ 200: slots }),
});

/**
 * The most asked path of all: declared like every other, but validated by hand, since the validator's middleware costs more
 * than finding the slots of a day.
 */
export function slotsRoutes(http: Http) {
  const headers = headerSets(http.options.tls);
  const queryOf = keptQueries(slotQuery);
  const app = http.app();

  app.openAPIRegistry.registerPath(search);
  return app.get(search.path, async (c) => {
    const query = queryOf(c);
    const found = await http.publicRead(endOf(query.to), ({ world, now }) => searchSlots(world, query, now));
    return piecesAnswer(c, headers, found);
  });
}

/** When the date is over, anywhere on earth. */
function endOf(date: LocalDate): Instant {
  return (dayNumber(date) + 2) * DAY_MS;
}
