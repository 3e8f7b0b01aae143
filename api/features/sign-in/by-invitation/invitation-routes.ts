import { createRoute } from '@hono/zod-openapi';
import { acceptInput, invitedAs, lookInput } from '#contract/account/invitations.ts';
import { answers, anyone, jsonBody } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http } from '../../../http/http.ts';
import type { Services } from '../../../storage/context.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { findInvitation } from './find-invitation.ts';

const tags = ['Sign-in'];
const TOKEN = 'mT0c3gY0kqv5yQ1b8dJrE2xHn7aWfS9uPzLoKiVtBRs';

const look = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/invitations/look',
  operationId: 'lookAtInvitation',
  tags,
  summary: 'What an invitation is for',
  description: 'Nothing is used up. `not_found` is said of secrets that are wrong, used, revoked or run out alike.',
  request: { body: jsonBody(lookInput, { token: TOKEN }) },
  responses: answers({ 200: invitedAs }, ['not_found', 'too_many_tries', 'cannot_write']),
});

const accept = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/invitations/accept',
  operationId: 'acceptInvitation',
  tags,
  summary: 'Take an invitation: choose a password and be signed in',
  description:
    'Answers 204 and the cookie; the invitation is used up. `invalid` names what is wrong with the password: `too_small`, ' +
    '`common` or `own_name`..',
  request: { body: jsonBody(acceptInput, { token: TOKEN, password: 'seven quiet winter lamps' }) },
  responses: answers({ 204: null }, ['not_found', 'too_many_tries', 'cannot_write']),
});

/** The two that need no sign-in: whoever asks has a secret. */
export function invitationRoutes(http: Http, services: Services) {
  const app = http.app();

  app.openapi(look, async (c) => {
    const { token } = c.req.valid('json');
    const { role, branch, person } = await findInvitation(services, token, http.address(c));
    return http.answer(c, { role, ...(branch !== null && { branch }), signInName: person });
  });
  app.openapi(accept, async (c) => {
    const { sharedDevice = false, ...input } = c.req.valid('json');
    return answerSignedIn(
      c,
      http,
      await acceptInvitation(services, input, { ...callingBrowser(c, http), sharedDevice }),
    );
  });
  return app;
}
