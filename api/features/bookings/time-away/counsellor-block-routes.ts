import { createRoute, z } from '@hono/zod-openapi';
import { block, blockAnswer, blockInput, blockPreview, blockRange } from '#contract/blocks.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { blockTime, previewBlock } from './block-time.ts';
import { unblockTime } from './end-block.ts';

const tags = ['Counsellor'];
const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const preview = createRoute({
  ...signedIn,
  ...may('counsellor.block'),
  method: 'post',
  path: '/api/counsellor/blocks/preview',
  operationId: 'previewBlock',
  tags,
  summary: 'Who would be affected by time taken away; nothing is written',
  request: { body: jsonBody(blockRange) },
  responses: answers({ 200: blockPreview }, ['forbidden', 'not_found']),
});

const save = createRoute({
  ...idempotent,
  ...may('counsellor.block'),
  method: 'post',
  path: '/api/counsellor/blocks',
  operationId: 'blockTime',
  tags,
  summary: 'Take one’s own time away, with what becomes of each session in it',
  description:
    'Every session of the preview that is not under way needs an outcome: with `affected_left`, `facts.affected` are those ' +
    'that lack one, in the shape of the preview. All of it is done, or nothing.',
  request: { body: jsonBody(blockInput) },
  responses: answers({ 201: blockAnswer }, [
    'forbidden',
    'not_found',
    'affected_left',
    'slot_taken',
    'patron_busy',
    'wrong_state',
  ]),
});

const remove = createRoute({
  ...idempotent,
  ...may('counsellor.block'),
  method: 'post',
  path: '/api/counsellor/blocks/{id}/remove',
  operationId: 'unblockTime',
  tags,
  summary: 'Give back what lies ahead of one’s own block',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: z.object({ block }) }, ['forbidden', 'not_found', 'wrong_state']),
});

/** What counsellors do about their own time. */
export function counsellorBlockRoutes(http: Http) {
  const app = http.app();

  app.openapi(preview, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.read(c, (ctx) => previewBlock(ctx, input)));
  });
  app.openapi(save, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'blockTime', status: 201 }, input, (ctx) => blockTime(ctx, input));
  });
  app.openapi(remove, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'unblockTime', status: 200 }, input, (ctx) => unblockTime(ctx, input));
  });
  return app;
}
