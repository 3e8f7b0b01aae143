import { createRoute } from '@hono/zod-openapi';
import { nextStep } from '#contract/account/second-factor.ts';
import { codeTry, codeWish } from '#contract/sign-in.ts';
import { CODE_MIN } from '#domain/contact/one-time-code.ts';
import { answers, anyone, jsonBody } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http } from '../../../http/http.ts';
import type { Log } from '../../../http/log.ts';
import { readStepToken, setStepCookie } from '../../../http/sign-in-cookie.ts';
import type { Outlets } from '../../../outlets/outlet.ts';
import type { Services } from '../../../storage/context.ts';
import { askCode } from './ask-code.ts';
import { letterSender, reachableBy } from './send-letter.ts';
import { signInByCode } from './sign-in-by-code.ts';

const NEXT = { next: 'second_factor', ways: ['authenticator', 'recovery_code'] };

const shared = { method: 'post' as const, tags: ['Sign-in'] };

const ask = createRoute({
  ...anyone,
  ...shared,
  path: '/api/sign-in/code',
  operationId: 'askCode',
  summary: 'A code to a phone or a mail address',
  description:
    'Eight digits that work for ten minutes, once, in the browser that asked: it gets a cookie. The answer is 204 whoever has ' +
    'the contact, and whether the message goes out or the contact has had too many. After 60 seconds the same browser may ask ' +
    'again; only its newest code works.',
  request: { body: jsonBody(codeWish, { contact: '+358 40 123 4567', branch: 'kuhmo', locale: 'fi' }) },
  responses: answers({ 204: null }, ['too_many_tries', 'not_found', 'cannot_write']),
});

const check = createRoute({
  ...anyone,
  ...shared,
  path: '/api/sign-in/code/check',
  operationId: 'signInByCode',
  summary: 'Sign in with the code that came',
  description:
    'Answers 204 and the cookie of a sign-in, or 200 where a second factor is asked for. A contact that nobody signs in with becomes a new patron, without a name. Five ' +
    'tries a code; whatever was wrong, the same answer. For patrons only: who works here has other ways.',
  request: { body: jsonBody(codeTry) },
  responses: answers({ 200: { schema: nextStep, example: NEXT }, 204: null }, [
    'sign_in_failed',
    'too_many_tries',
    'cannot_write',
  ]),
});

export function codeRoutes(http: Http, services: Services, { outlets, log }: { outlets: Outlets; log: Log }) {
  const app = http.app();
  const reachable = reachableBy(outlets);
  const send = letterSender(outlets, log);

  app.openapi(ask, async (c) => {
    const network = await http.network();
    const source = { ...callingBrowser(c, http), stepToken: readStepToken(c, http.options) };
    const begun = await askCode(services, { network, reachable }, c.req.valid('json'), source);
    setStepCookie(c, http.options, begun.token, CODE_MIN * 60);
    send(begun);
    return c.body(null, 204);
  });

  app.openapi(check, async (c) => {
    const asked = { code: c.req.valid('json').code, stepToken: readStepToken(c, http.options) };
    const made = await signInByCode(services, asked, callingBrowser(c, http));
    return answerSignedIn(c, http, made);
  });

  return app;
}
