import { createRoute, z } from '@hono/zod-openapi';
import { block, blockAnswer, blockPreview } from '#contract/blocks.ts';
import { emptyInput } from '#contract/bookings.ts';
import {
  arranged,
  arrangedQuery,
  broughtBack,
  deskBlockInput,
  deskBlockRange,
  ownCalledOff,
} from '#contract/desk-work/arranged.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { blockForCounsellor, previewDeskBlock } from '../time-away/block-for-counsellor.ts';
import { endDeskBlock } from '../time-away/end-block.ts';
import { bringBackAtDesk, bringBackOwn } from './bring-back.ts';
import { readArranged, readOwnCalledOff } from './read-arranged.ts';

const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });
const desk = { tags: ['Desk'] };
const counsellor = { tags: ['Counsellor'] };

const preview = createRoute({
  ...signedIn,
  ...may('desk.block_counsellor'),
  ...desk,
  method: 'post',
  path: '/api/desk/counsellor-blocks/preview',
  operationId: 'previewDeskBlock',
  summary: 'Who would be affected at the branch if a counsellor was ill; nothing is written',
  request: { body: jsonBody(deskBlockRange) },
  responses: answers({ 200: blockPreview }, ['forbidden', 'not_found']),
});

const save = createRoute({
  ...idempotent,
  ...may('desk.block_counsellor'),
  ...desk,
  method: 'post',
  path: '/api/desk/counsellor-blocks',
  operationId: 'blockForCounsellor',
  summary: 'Take an ill counsellor’s time away, with what becomes of each session of the branch in it',
  description:
    'As `blockTime`, in the counsellor’s name. Sessions at other branches stay: their desks decide. All of it is done, or ' +
    'nothing.',
  request: { body: jsonBody(deskBlockInput) },
  responses: answers({ 201: blockAnswer }, [
    'forbidden',
    'not_found',
    'affected_left',
    'slot_taken',
    'patron_busy',
    'wrong_state',
  ]),
});

const end = createRoute({
  ...idempotent,
  ...may('desk.block_counsellor'),
  ...desk,
  method: 'post',
  path: '/api/desk/counsellor-blocks/{id}/end',
  operationId: 'endDeskBlock',
  summary: 'The counsellor is back: what lies ahead can be booked again',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: z.object({ block }) }, ['forbidden', 'not_found', 'wrong_state']),
});

const list = createRoute({
  ...signedIn,
  ...may('desk.arranged'),
  ...desk,
  method: 'get',
  path: '/api/desk/arranged',
  operationId: 'readArranged',
  summary: 'What this desk took away and can give back: counsellors’ time, dated sessions that were called off',
  request: { query: arrangedQuery },
  responses: answers({ 200: arranged }, ['forbidden', 'not_found']),
});

const description =
  'Its counsellor, its room and the places of all who had one, as they were. `left` are those who cannot have theirs again. ' +
  'Both are to be told.';

const back = createRoute({
  ...idempotent,
  ...may('desk.bring_back'),
  ...desk,
  method: 'post',
  path: '/api/desk/called-off/{id}/bring-back',
  operationId: 'bringBackAtDesk',
  summary: 'A dated session that a desk called off takes place after all',
  description,
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: broughtBack }, ['forbidden', 'not_found', 'slot_taken', 'wrong_state']),
});

const ownList = createRoute({
  ...signedIn,
  ...may('counsellor.bring_back'),
  ...counsellor,
  method: 'get',
  path: '/api/counsellor/called-off',
  operationId: 'readOwnCalledOff',
  summary: 'One’s own dated sessions ahead that one called off',
  responses: answers({ 200: ownCalledOff }, ['forbidden', 'not_found']),
});

const ownBack = createRoute({
  ...idempotent,
  ...may('counsellor.bring_back'),
  ...counsellor,
  method: 'post',
  path: '/api/counsellor/called-off/{id}/bring-back',
  operationId: 'bringBackOwn',
  summary: 'One’s own dated session takes place after all',
  description,
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: broughtBack }, ['forbidden', 'not_found', 'slot_taken', 'wrong_state']),
});

/** What staff arranged and can take back. */
export function arrangedRoutes(http: Http) {
  const app = http.app();

  app.openapi(preview, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.read(c, (ctx) => previewDeskBlock(ctx, input)));
  });
  app.openapi(save, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'blockForCounsellor', status: 201 }, input, (ctx) => blockForCounsellor(ctx, input));
  });
  app.openapi(end, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'endDeskBlock', status: 200 }, input, (ctx) => endDeskBlock(ctx, input));
  });
  app.openapi(list, async (c) => {
    const input = c.req.valid('query');
    return http.answer(c, await http.read(c, (ctx) => readArranged(ctx, input)));
  });
  app.openapi(back, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'bringBackAtDesk', status: 200 }, input, (ctx) => bringBackAtDesk(ctx, input));
  });
  app.openapi(ownList, async (c) => http.answer(c, await http.read(c, readOwnCalledOff)));
  app.openapi(ownBack, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'bringBackOwn', status: 200 }, input, (ctx) => bringBackOwn(ctx, input));
  });
  return app;
}
