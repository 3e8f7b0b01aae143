import { createRoute, z } from '@hono/zod-openapi';
import { emptyInput } from '#contract/bookings.ts';
import {
  mergeAnswer,
  mergeInput,
  mergePreview,
  mergePreviewInput,
  mergesQuery,
  patronMerges,
} from '#contract/desk-work/merges.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { mergePatrons } from './merge-patrons.ts';
import { previewMerge, readPatronMerges } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

const tags = ['Desk'];
const params = z.object({ id: z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const preview = createRoute({
  ...signedIn,
  ...may('desk.merge'),
  method: 'post',
  path: '/api/desk/merges/preview',
  operationId: 'previewMerge',
  tags,
  summary: 'Somebody with a code card has shown a library card: both, side by side',
  description: 'Nothing is merged. The card is asked of the whole network, counted by the hour and on record.',
  request: { body: jsonBody(mergePreviewInput) },
  responses: answers({ 200: mergePreview }, ['forbidden', 'not_found', 'too_many_tries', 'cannot_write']),
});

const save = createRoute({
  ...idempotent,
  ...may('desk.merge'),
  method: 'post',
  path: '/api/desk/merges',
  operationId: 'mergePatrons',
  tags,
  summary: 'Two records of one person become one',
  description:
    'Bookings with their tickets and notes, payments, concessions, uses of discounts and the code card go over to the ' +
    'library card’s person. `patron_busy`: both have an appointment at one time, named in `facts.overlaps`.',
  request: { body: jsonBody(mergeInput) },
  responses: answers({ 201: mergeAnswer }, ['forbidden', 'not_found', 'patron_busy', 'wrong_state']),
});

const undo = createRoute({
  ...idempotent,
  ...may('desk.merge'),
  method: 'post',
  path: '/api/desk/merges/{id}/undo',
  operationId: 'undoMerge',
  tags,
  summary: 'They were two people: what went over goes back, for 24 hours',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: mergeAnswer }, ['forbidden', 'not_found', 'wrong_state']),
});

const list = createRoute({
  ...signedIn,
  ...may('desk.merge'),
  method: 'get',
  path: '/api/desk/patrons/{id}/merges',
  operationId: 'readPatronMerges',
  tags,
  summary: 'Whether somebody came with a code card, and which merges can be undone',
  request: { params, query: mergesQuery },
  responses: answers({ 200: patronMerges }, ['forbidden', 'not_found']),
});

/** Two records of one person. */
export function mergeRoutes(http: Http) {
  const app = http.app();

  app.openapi(preview, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.change(c, (ctx) => previewMerge(ctx, input)));
  });
  app.openapi(save, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'mergePatrons', status: 201 }, input, (ctx) => mergePatrons(ctx, input));
  });
  app.openapi(undo, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'undoMerge', status: 200 }, input, (ctx) => undoMerge(ctx, input));
  });
  app.openapi(list, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('param') };
    return http.answer(c, await http.read(c, (ctx) => readPatronMerges(ctx, input)));
  });
  return app;
}
