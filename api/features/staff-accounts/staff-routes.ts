import { createRoute, z } from '@hono/zod-openapi';
import { madeInvitation, roleInput, staff } from '#contract/account/staff.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { addRole } from './people/add-role.ts';
import { disablePerson } from './people/disable-person.ts';
import { enablePerson } from './people/enable-person.ts';
import { listStaff } from './people/list-staff.ts';
import { removeRole } from './people/remove-role.ts';
import { renewWayIn } from './people/renew-way-in.ts';

const tags = ['Staff accounts'];
const MADE = {
  id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
  token: 'mT0c3gY0kqv5yQ1b8dJrE2xHn7aWfS9uPzLoKiVtBRs',
  signInName: 'desk-48213',
  expiresAt: '2026-12-01T06:30:00Z',
};
const person = z.string().min(1).max(80).meta({ example: 'desk-48213' });
const params = z.object({ person });
const grantParams = z.object({ person, grant: z.string().min(1).max(80).meta({ example: MADE.id }) });

const list = createRoute({
  ...signedIn,
  ...may('staff.people'),
  method: 'get',
  path: '/api/staff',
  operationId: 'listStaff',
  tags,
  summary: 'Who works here',
  description: 'An administrator of a branch sees the roles at that branch and nothing else.',
  responses: answers({ 200: staff }, ['forbidden']),
});

const disable = createRoute({
  ...signedIn,
  ...may('staff.people'),
  method: 'post',
  path: '/api/staff/{person}/disable',
  operationId: 'disablePerson',
  tags,
  summary: 'Let somebody in no more',
  description:
    'Signed out everywhere at once, streams within a second; nothing more is taken from their devices, and their open ' +
    'invitations end, those that they made too. Who is disabled stays so.',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'last_admin', 'cannot_write']),
});

const enable = createRoute({
  ...signedIn,
  ...may('staff.people'),
  method: 'post',
  path: '/api/staff/{person}/enable',
  operationId: 'enablePerson',
  tags,
  summary: 'Let somebody in again',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const add = createRoute({
  ...signedIn,
  ...may('staff.people'),
  method: 'post',
  path: '/api/staff/{person}/grants',
  operationId: 'addRole',
  tags,
  summary: 'One role more',
  description: 'The person signs in anew. A role that they have already changes nothing.',
  request: { params, body: jsonBody(roleInput, { role: 'desk', branch: 'ilam' }) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const remove = createRoute({
  ...signedIn,
  ...may('staff.people'),
  method: 'post',
  path: '/api/staff/{person}/grants/{grant}/remove',
  operationId: 'removeRole',
  tags,
  summary: 'One role less',
  description:
    'The person signs in anew. What was taken away stays so. `wrong_state`: it is the last one; disable the person instead.',
  request: { params: grantParams, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'wrong_state', 'last_admin', 'cannot_write']),
});

const renew = createRoute({
  ...idempotent,
  ...may('staff.people'),
  method: 'post',
  path: '/api/staff/{person}/new-way-in',
  operationId: 'renewWayIn',
  tags,
  summary: 'A new way in, in place of all old ones',
  description:
    'Password, passkeys, authenticator and recovery codes are gone, and the person is signed out everywhere. The answer is ' +
    'an invitation, told this once. `wrong_state`: they are disabled.',
  request: { params, body: jsonBody(emptyInput) },
  responses: answers({ 201: { schema: madeInvitation, example: MADE } }, [
    'forbidden',
    'not_found',
    'wrong_state',
    'last_admin',
  ]),
});

export function staffRoutes(http: Http) {
  const app = http.app();

  app.openapi(list, async (c) => http.answer(c, await http.read(c, listStaff)));
  app.openapi(disable, async (c) => {
    await http.change(c, (ctx) => disablePerson(ctx, c.req.valid('param').person));
    return c.body(null, 204);
  });
  app.openapi(enable, async (c) => {
    await http.change(c, (ctx) => enablePerson(ctx, c.req.valid('param').person));
    return c.body(null, 204);
  });
  app.openapi(add, async (c) => {
    await http.change(c, (ctx) => addRole(ctx, c.req.valid('param').person, c.req.valid('json')));
    return c.body(null, 204);
  });
  app.openapi(remove, async (c) => {
    const { person: id, grant } = c.req.valid('param');
    await http.change(c, (ctx) => removeRole(ctx, id, grant));
    return c.body(null, 204);
  });
  app.openapi(renew, (c) => {
    const { person: id } = c.req.valid('param');
    return http.write(c, { route: 'renewWayIn', status: 201 }, { person: id }, (ctx) => renewWayIn(ctx, id));
  });
  return app;
}
