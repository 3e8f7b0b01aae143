import { createRoute } from '@hono/zod-openapi';
import { signUpAnswer, signUpInput } from '#contract/sign-in.ts';
import { answers, anyone, jsonBody } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http } from '../../../http/http.ts';
import type { Services } from '../../../storage/context.ts';
import { signUp } from './sign-up.ts';

const create = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-up',
  operationId: 'signUp',
  tags: ['Sign-in'],
  summary: 'A first visit with neither card nor contact',
  description:
    'Answers a card number and a PIN, this once, and the cookie of a sign-in. `alias` is what somebody wants to be called by, ' +
    'never a legal name; without one a neutral word is drawn for each appointment.',
  request: { body: jsonBody(signUpInput, { branch: 'ilam', locale: 'fa' }) },
  responses: answers(
    { 201: { schema: signUpAnswer, example: { codeCard: { card: '8204 5517 9036', pin: '402918' } } } },
    ['too_many_tries', 'not_found', 'cannot_write'],
  ),
});

export function signUpRoutes(http: Http, services: Services) {
  const app = http.app();
  app.openapi(create, async (c) => {
    const network = await http.network();
    const { codeCard, made } = await signUp(services, network, c.req.valid('json'), callingBrowser(c, http));
    answerSignedIn(c, http, made);
    return c.json({ codeCard }, 201);
  });
  return app;
}
