import { createRoute, z } from '@hono/zod-openapi';
import {
  childAnswer,
  childInput,
  children,
  guardianLink,
  guardianLinkInput,
  madeGuardianLink,
} from '#contract/account/family.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { addChild } from './add-child.ts';
import { endGuardianship } from './end-guardianship.ts';
import { listChildren } from './list-children.ts';
import { endGuardianLink, makeGuardianLink } from './make-guardian-link.ts';
import { lookAtGuardianLink, takeUpGuardianLink } from './take-up-link.ts';

const tags = ['Family'];
const id = z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e33' });
const params = z.object({ id });

const list = createRoute({
  ...signedIn,
  ...may('family.children'),
  method: 'get',
  path: '/api/me/children',
  operationId: 'listChildren',
  tags,
  summary: 'The children for whom I book, by initials',
  responses: answers({ 200: children }, ['forbidden']),
});

const add = createRoute({
  ...idempotent,
  ...may('family.children'),
  method: 'post',
  path: '/api/me/children',
  operationId: 'addChild',
  tags,
  summary: 'Add a child',
  description:
    'The child is a patron of their own, who cannot sign in: with bookings, concessions and limits of their own. `patron` of a ' +
    'hold names them.',
  request: { body: jsonBody(childInput) },
  responses: answers({ 201: childAnswer }, ['forbidden', 'too_many_children']),
});

const makeLink = createRoute({
  ...signedIn,
  ...may('family.name'),
  method: 'post',
  path: '/api/me/children/{id}/link',
  operationId: 'makeGuardianLink',
  tags,
  summary: 'A link with which somebody becomes the second guardian',
  description: 'For the first guardian. The token is shown this once; the link before it is dead. It lasts two days.',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 201: madeGuardianLink }, ['forbidden', 'not_found', 'wrong_state', 'cannot_write']),
});

const endLink = createRoute({
  ...signedIn,
  ...may('family.name'),
  method: 'post',
  path: '/api/me/children/{id}/link/revoke',
  operationId: 'endGuardianLink',
  tags,
  summary: 'End that link',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['not_found', 'cannot_write']),
});

const end = createRoute({
  ...signedIn,
  ...may('family.end'),
  method: 'post',
  path: '/api/me/children/{id}/guardians/{guardianship}/end',
  operationId: 'endGuardianship',
  tags,
  summary: 'Act for a child no longer, or end the second guardian',
  description:
    'The first guardian ends the second, and everybody their own; the first is ended at the desk only. What is booked stays.',
  request: { params: params.extend({ guardianship: id }), body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const look = createRoute({
  ...signedIn,
  ...may('family.take_up'),
  method: 'post',
  path: '/api/guardian-links/look',
  operationId: 'lookAtGuardianLink',
  tags,
  summary: 'For which child a link is',
  description:
    'The token goes in the body, so that it stands in no log. A link that is unknown, taken, ended or over is one answer.',
  request: { body: jsonBody(guardianLinkInput) },
  responses: answers({ 200: guardianLink }, ['forbidden', 'not_found']),
});

const takeUp = createRoute({
  ...signedIn,
  ...may('family.take_up'),
  method: 'post',
  path: '/api/guardian-links/take-up',
  operationId: 'takeUpGuardianLink',
  tags,
  summary: 'Become the second guardian',
  description: 'Once. Who took it up is answered the same when they ask again.',
  request: { body: jsonBody(guardianLinkInput) },
  responses: answers({ 200: childAnswer }, ['forbidden', 'not_found', 'wrong_state', 'cannot_write']),
});

/** Children, and who books for them. */
export function familyRoutes(http: Http) {
  const app = http.app();
  app.openapi(list, async (c) => http.answer(c, await http.read(c, listChildren)));
  app.openapi(add, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'addChild', status: 201 }, input, (ctx) => addChild(ctx, input));
  });
  app.openapi(makeLink, async (c) =>
    http.answer(c, await http.change(c, (ctx) => makeGuardianLink(ctx, c.req.valid('param'))), 201),
  );
  app.openapi(endLink, async (c) => {
    await http.change(c, (ctx) => endGuardianLink(ctx, c.req.valid('param')));
    return c.body(null, 204);
  });
  app.openapi(end, async (c) => {
    await http.change(c, (ctx) => endGuardianship(ctx, c.req.valid('param')));
    return c.body(null, 204);
  });
  app.openapi(look, async (c) =>
    http.answer(c, await http.read(c, (ctx) => lookAtGuardianLink(ctx, c.req.valid('json')))),
  );
  app.openapi(takeUp, async (c) =>
    http.answer(c, await http.change(c, (ctx) => takeUpGuardianLink(ctx, c.req.valid('json')))),
  );
  return app;
}
