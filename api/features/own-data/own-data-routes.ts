import { createRoute } from '@hono/zod-openapi';
import { looksPage, looksQuery, ownData, ownDataQuery } from '#contract/account/own-data.ts';
import { answers, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { textStream } from '../../http/response/text-stream.ts';
import { readLooks } from './read-looks.ts';
import { readOwnData, recordOwnRead } from './read-own-data.ts';

const tags = ['Account'];

const data = createRoute({
  ...signedIn,
  ...may('me.data'),
  method: 'get',
  path: '/api/me/data',
  operationId: 'readOwnData',
  tags,
  summary: 'Everything that is held of me',
  description:
    'Names of things are in one language, texts by people as they were written. All bookings and all looks are in it, ' +
    'however many: the answer is written while they are read. Each read is on record. Secrets are in no answer.',
  request: { query: ownDataQuery },
  responses: answers({ 200: ownData }, ['forbidden', 'too_many_tries', 'cannot_write']),
});

const looks = createRoute({
  ...signedIn,
  ...may('me.looks'),
  method: 'get',
  path: '/api/me/looks',
  operationId: 'readLooks',
  tags,
  summary: 'Who looked at me',
  description:
    'Newest first, fifty at once: when, in which role, at which library, and what was looked at; of children whose guardian ' +
    'the asker is too. Who of those who work there it was, the library knows from its record.',
  request: { query: looksQuery },
  responses: answers({ 200: looksPage }, ['forbidden']),
});

const FILE = { 'content-disposition': 'attachment; filename="library-data.json"' };

export function ownDataRoutes(http: Http) {
  const app = http.app();
  app.openapi(data, async (c) => {
    const query = c.req.valid('query');
    await http.change(c, (ctx) => recordOwnRead(ctx, query));
    const pieces = await http.read(c, (ctx) => readOwnData(ctx, query));
    return textStream(c, pieces, { 'content-type': 'application/json', ...(query.download && FILE) });
  });
  app.openapi(looks, async (c) => http.answer(c, await http.read(c, (ctx) => readLooks(ctx, c.req.valid('query')))));
  return app;
}
