import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createRoute } from '@hono/zod-openapi';
import { slotQuery, slots } from '#contract/slots.ts';
import { Refusal } from '#domain/refusal.ts';
import { answers } from '../../http/answers.ts';
import type { Http, HttpContext } from '../../http/http.ts';
import { inputFaults } from '../../http/request/input-faults.ts';
import { acceptsGzip, jsonAnswer } from '../../http/response/json-answer.ts';
import { completeAnswer, headerSets, type HeaderSets } from '../../http/response/response-headers.ts';
import type { AnswerPieces } from './answer-pieces.ts';
import { searchSlots } from './search-slots.ts';
import { SendBuffers } from './send-buffers.ts';

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

/** Up to here text goes out faster: node joins it with the headers in one write. */
const TEXT_UNTIL_BYTES = 32_768;

const compress = promisify(gzip);
const buffers = new SendBuffers();

/**
 * The most asked path of all: declared like every other, but validated by hand, since the validator's middleware costs more
 * than finding the slots of a day.
 */
export function slotsRoutes(http: Http) {
  const headers = headerSets(http.options.tls);
  const app = http.app();

  app.openAPIRegistry.registerPath(search);
  return app.get(search.path, (c) =>
    http.publicRead(c, ({ world, now }) => {
      const pieces = searchSlots(world, queryOf(c), now);
      if (pieces.length > TEXT_UNTIL_BYTES) return longAnswer(c, headers, pieces);
      return jsonAnswer(headers, pieces.text(), 200, c.req.header('accept-encoding'));
    }),
  );
}

function queryOf(c: HttpContext) {
  const given = Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]);
  const { data, error } = slotQuery.safeParse(Object.fromEntries(given));
  if (error) throw new Refusal('invalid', {}, inputFaults(error));
  return data;
}

async function longAnswer(c: HttpContext, headers: HeaderSets, pieces: AnswerPieces): Promise<Response> {
  const buffer = buffers.take(pieces.length);
  pieces.copyTo(buffer);
  const bytes = buffer.subarray(0, pieces.length) as Buffer<ArrayBuffer>;

  if (acceptsGzip(c.req.header('accept-encoding'))) {
    const short = await compress(bytes, { level: 4 });
    buffers.give(buffer);
    return completeAnswer(short, 200, headers.gzipJson);
  }
  // Without a socket, as in tests, nobody says when it was read: then it is not used again.
  buffers.giveAfter(c.env?.outgoing, buffer);
  return completeAnswer(bytes, 200, headers.longJson);
}
