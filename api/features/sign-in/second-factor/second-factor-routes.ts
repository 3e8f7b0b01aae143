import { createRoute } from '@hono/zod-openapi';
import {
  confirmFactorInput,
  factorSetUp,
  recoveryCodes,
  secondFactor,
  secondFactorSignIn,
} from '#contract/account/second-factor.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, anyone, beforeSecondFactor, jsonBody, may, signedIn } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http } from '../../../http/http.ts';
import { readStepToken } from '../../../http/sign-in-cookie.ts';
import type { Services } from '../../../storage/context.ts';
import { giveUpAuthenticator } from './give-up-authenticator.ts';
import { passSecondFactor } from './pass-second-factor.ts';
import { readSecondFactor } from './read-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { setUpAuthenticator } from './set-up-authenticator.ts';
import { startAuthenticator } from './start-authenticator.ts';

const PATH = '/api/me/second-factor';
const CODES = { codes: ['K7QM-2XVP-9HTD', 'R4WN-8BCZ-T3FJ'] };
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const own = { ...signedIn, ...beforeSecondFactor, tags: ['Account'] };

const pass = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-in/second-factor',
  operationId: 'signInBySecondFactor',
  tags: ['Sign-in'],
  summary: 'Show the second of two factors',
  description:
    'After an answer of `next: second_factor`, in the same browser and within ten minutes: a code of the authenticator or a ' +
    'recovery code. 204 and the cookie. `step_over`: begin anew; a step takes five tries.',
  request: { body: jsonBody(secondFactorSignIn, { code: '287082' }) },
  responses: answers({ 204: null }, ['step_over', 'sign_in_failed', 'too_many_tries', 'cannot_write']),
});

const read = createRoute({
  ...may('account.second_factor'),
  ...own,
  method: 'get',
  path: PATH,
  operationId: 'readSecondFactor',
  summary: 'Whether a second factor is set up',
  responses: answers(
    {
      200: {
        schema: secondFactor,
        example: {
          authenticatorSince: '2026-11-23T08:00:00Z',
          recoveryCodesLeft: 9,
          required: true,
          hasPassword: true,
        },
      },
    },
    ['forbidden'],
  ),
});

const setUp = createRoute({
  ...may('account.second_factor'),
  ...own,
  method: 'post',
  path: `${PATH}/set-up`,
  operationId: 'setUpAuthenticator',
  summary: 'Begin to set up an authenticator',
  description:
    'A new secret (RFC 6238: SHA-1, six digits, 30 seconds), worth nothing until it is confirmed. `wrong_state`: one is set up.',
  request: { body: jsonBody(emptyInput) },
  responses: answers(
    {
      200: {
        schema: factorSetUp,
        example: { secret: SECRET, uri: `otpauth://totp/Quietroom:desk-ilam?issuer=Quietroom&secret=${SECRET}` },
      },
    },
    ['forbidden', 'sign_in_again', 'wrong_state', 'cannot_write'],
  ),
});

const confirm = createRoute({
  ...may('account.second_factor'),
  ...own,
  method: 'post',
  path: `${PATH}/confirm`,
  operationId: 'confirmAuthenticator',
  summary: 'Confirm the authenticator with one of its codes',
  description: 'From now on it is asked for. Other sign-ins of the person end. Answers ten recovery codes, this once.',
  request: { body: jsonBody(confirmFactorInput, { code: '287082' }) },
  responses: answers({ 200: { schema: recoveryCodes, example: CODES } }, [
    'forbidden',
    'sign_in_again',
    'wrong_state',
    'cannot_write',
  ]),
});

const renew = createRoute({
  ...may('account.second_factor'),
  ...own,
  method: 'post',
  path: '/api/me/recovery-codes',
  operationId: 'renewRecoveryCodes',
  summary: 'Ten new recovery codes in place of the old ones',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: { schema: recoveryCodes, example: CODES } }, [
    'forbidden',
    'sign_in_again',
    'wrong_state',
    'cannot_write',
  ]),
});

const remove = createRoute({
  ...may('account.second_factor'),
  ...own,
  method: 'post',
  path: `${PATH}/remove`,
  operationId: 'removeAuthenticator',
  summary: 'Sign in without the authenticator from now on',
  description:
    'Other sign-ins of the person end. `second_factor_needed`: two factors are demanded, and nothing else is left.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'sign_in_again', 'second_factor_needed', 'cannot_write']),
});

export function secondFactorRoutes(http: Http, services: Services) {
  const app = http.app();
  const { requireSecondFactor } = services;

  app.openapi(pass, async (c) => {
    const { code } = c.req.valid('json');
    const made = await passSecondFactor(services, readStepToken(c, http.options), code, callingBrowser(c, http));
    return answerSignedIn(c, http, made);
  });
  app.openapi(read, async (c) =>
    http.answer(c, await http.read(c, (ctx) => readSecondFactor(ctx, requireSecondFactor))),
  );
  app.openapi(setUp, async (c) =>
    http.answer(c, await http.change(c, (ctx) => setUpAuthenticator(ctx, c.get('signIn')!))),
  );
  app.openapi(confirm, async (c) => {
    const { code } = c.req.valid('json');
    return http.answer(c, await http.change(c, (ctx) => startAuthenticator(ctx, code, c.get('signIn')!)));
  });
  app.openapi(renew, async (c) =>
    http.answer(c, await http.change(c, (ctx) => renewRecoveryCodes(ctx, c.get('signIn')!))),
  );
  app.openapi(remove, async (c) => {
    await http.change(c, (ctx) => giveUpAuthenticator(ctx, c.get('signIn')!, requireSecondFactor));
    return c.body(null, 204);
  });
  return app;
}
