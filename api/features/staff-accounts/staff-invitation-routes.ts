import { createRoute, z } from '@hono/zod-openapi';
import { invitationInput, invitations, madeInvitation } from '#contract/account/staff.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { invitePerson } from './invitations/invite-person.ts';
import { listInvitations } from './invitations/list-invitations.ts';
import { revokeOpenInvitation } from './invitations/revoke-open-invitation.ts';

const tags = ['Staff accounts'];
const PATH = '/api/staff/invitations';
const ID = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

const invite = createRoute({
  ...idempotent,
  ...may('staff.invite'),
  method: 'post',
  path: PATH,
  operationId: 'invitePerson',
  tags,
  summary: 'Invite somebody to work here',
  description:
    'Answers the secret of a link, this once: nobody is sent it. `invalid` names what the role needs (`missing`), what does ' +
    'not go with it (`not_allowed`), and what is not there (`unknown`). `not_found`: the branch is not, or not the asker’s.',
  request: {
    body: jsonBody(invitationInput, { role: 'desk', branch: 'ilam', name: { en: 'Zohreh Maleki' }, locale: 'fa' }),
  },
  responses: answers({ 201: madeInvitation }, ['forbidden', 'not_found']),
});

const list = createRoute({
  ...signedIn,
  ...may('staff.invite'),
  method: 'get',
  path: PATH,
  operationId: 'listInvitations',
  tags,
  summary: 'Invitations of the last thirty days',
  responses: answers({ 200: invitations }, ['forbidden']),
});

const revoke = createRoute({
  ...signedIn,
  ...may('staff.invite'),
  method: 'post',
  path: `${PATH}/{id}/revoke`,
  operationId: 'revokeInvitation',
  tags,
  summary: 'Let an invitation open nothing',
  description: '`wrong_state`: it was taken; disable the person instead.',
  request: { params: z.object({ id: z.string().min(1).max(80).meta({ example: ID }) }), body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'wrong_state', 'cannot_write']),
});

export function staffInvitationRoutes(http: Http) {
  const app = http.app();

  app.openapi(invite, (c) => {
    const input = c.req.valid('json');
    return http.write(c, { route: 'invitePerson', status: 201 }, input, (ctx) => invitePerson(ctx, input));
  });
  app.openapi(list, async (c) => http.answer(c, await http.read(c, listInvitations)));
  app.openapi(revoke, async (c) => {
    await http.change(c, (ctx) => revokeOpenInvitation(ctx, c.req.valid('param').id));
    return c.body(null, 204);
  });
  return app;
}
