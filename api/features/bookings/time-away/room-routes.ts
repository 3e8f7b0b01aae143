import { createRoute, z } from '@hono/zod-openapi';
import {
  block,
  blockAnswer,
  blockPreview,
  roomChoices,
  roomClosureInput,
  roomClosureRange,
  roomSwapAnswer,
  roomSwapInput,
} from '#contract/blocks.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { closeRoom, previewClosure } from './close-room.ts';
import { reopenRoom } from './end-block.ts';
import { readRoomChoices, swapRoom } from './swap-room.ts';

const tags = ['Desk'];
const params = z.object({ id: z.string().meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const choices = createRoute({
  ...signedIn,
  ...may('desk.swap_room'),
  method: 'get',
  path: '/api/desk/sessions/{id}/rooms',
  operationId: 'readRoomChoices',
  tags,
  summary: 'The other rooms of a session’s branch: free then, and fit for it',
  request: { params },
  responses: answers({ 200: roomChoices }, ['forbidden', 'not_found', 'wrong_state']),
});

const swap = createRoute({
  ...idempotent,
  ...may('desk.swap_room'),
  method: 'post',
  path: '/api/desk/sessions/{id}/room',
  operationId: 'swapRoom',
  tags,
  summary: 'Another room for a session, and who has to be told',
  request: { params, body: jsonBody(roomSwapInput) },
  responses: answers({ 200: roomSwapAnswer }, ['forbidden', 'not_found', 'slot_taken', 'wrong_state']),
});

const preview = createRoute({
  ...signedIn,
  ...may('desk.close_room'),
  method: 'post',
  path: '/api/desk/room-closures/preview',
  operationId: 'previewClosure',
  tags,
  summary: 'Who would be affected by a room being out of use; nothing is written',
  request: { body: jsonBody(roomClosureRange) },
  responses: answers({ 200: blockPreview }, ['forbidden', 'not_found']),
});

const close = createRoute({
  ...idempotent,
  ...may('desk.close_room'),
  method: 'post',
  path: '/api/desk/room-closures',
  operationId: 'closeRoom',
  tags,
  summary: 'Take a room out of use, with what becomes of each session in it',
  request: { body: jsonBody(roomClosureInput) },
  responses: answers({ 201: blockAnswer }, [
    'forbidden',
    'not_found',
    'affected_left',
    'slot_taken',
    'patron_busy',
    'wrong_state',
  ]),
});

const reopen = createRoute({
  ...idempotent,
  ...may('desk.close_room'),
  method: 'post',
  path: '/api/desk/room-closures/{id}/reopen',
  operationId: 'reopenRoom',
  tags,
  summary: 'The room is in use again from now on',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 200: z.object({ block }) }, ['forbidden', 'not_found', 'wrong_state']),
});

/** What the desk does about the rooms of its branch. */
export function roomRoutes(http: Http) {
  const app = http.app();

  app.openapi(choices, async (c) =>
    http.answer(c, await http.read(c, (ctx) => readRoomChoices(ctx, c.req.valid('param')))),
  );
  app.openapi(swap, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'swapRoom', status: 200 }, input, (ctx) => swapRoom(ctx, input));
  });
  app.openapi(preview, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.read(c, (ctx) => previewClosure(ctx, input)));
  });
  app.openapi(close, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'closeRoom', status: 201 }, input, (ctx) => closeRoom(ctx, input));
  });
  app.openapi(reopen, (c) => {
    const input = c.req.valid('param');
    return http.write(c, { route: 'reopenRoom', status: 200 }, input, (ctx) => reopenRoom(ctx, input));
  });
  return app;
}
