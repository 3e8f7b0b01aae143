import { createRoute } from '@hono/zod-openapi';
import { doorSign, screenInput } from '#contract/desk.ts';
import { answers, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { setSignInCookie } from '../../http/sign-in-cookie.ts';
import { makeScreen } from './make-screen.ts';
import { readDoor } from './read-door.ts';

const tags = ['Screens'];

const make = createRoute({
  ...signedIn,
  ...may('desk.screen'),
  method: 'post',
  path: '/api/desk/screens',
  operationId: 'makeScreen',
  tags,
  summary: 'Make this device a kiosk or a door’s sign',
  description:
    'The desk’s sign-in on this device ends; the new cookie can check people in by code, or read one room’s sign, and ' +
    'nothing else. It lasts 30 days, or until somebody signs out.',
  request: { body: jsonBody(screenInput, { branch: 'ilam', kind: 'door', room: 'ilam-1' }) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const door = createRoute({
  ...signedIn,
  ...may('door.read'),
  method: 'get',
  path: '/api/door',
  operationId: 'readDoor',
  tags,
  summary: 'Until when the room is in use or free today',
  responses: answers({ 200: doorSign }, ['forbidden', 'not_found']),
});

export function screenRoutes(http: Http) {
  const app = http.app();

  app.openapi(make, async (c) => {
    const input = c.req.valid('json');
    const made = await http.change(c, (ctx) => makeScreen(ctx, input, c.get('signIn')!.tokenHash));
    setSignInCookie(c, http.options, made.token, made);
    return c.body(null, 204);
  });
  app.openapi(door, async (c) => http.answer(c, await http.read(c, readDoor)));
  return app;
}
