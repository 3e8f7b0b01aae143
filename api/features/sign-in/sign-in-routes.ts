import { createRoute } from '@hono/zod-openapi';
import { nextStep } from '#contract/account/second-factor.ts';
import { emptyInput } from '#contract/bookings.ts';
import { cardSignIn, passwordSignIn } from '#contract/sign-in.ts';
import { foldCredential } from '#domain/fold-digits.ts';
import { answers, anyone, beforeSecondFactor, jsonBody, may, signedIn } from '../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../http/calling-browser.ts';
import type { Http, HttpContext } from '../../http/http.ts';
import { dropSignInCookie, readSignInToken } from '../../http/sign-in-cookie.ts';
import type { Services } from '../../storage/context.ts';
import { findByCard, findByName } from '../../storage/stores/person-store.ts';
import { beginSignIn, type SignInTry } from './begin-sign-in.ts';
import { signOut } from './sign-out.ts';

const NEXT = { next: 'second_factor', ways: ['authenticator', 'recovery_code'] };

const shared = {
  method: 'post' as const,
  tags: ['Sign-in'],
  responses: answers({ 200: { schema: nextStep, example: NEXT }, 204: null }, [
    'sign_in_failed',
    'too_many_tries',
    'cannot_write',
  ]),
};

const byCard = createRoute({
  ...anyone,
  ...shared,
  path: '/api/sign-in/card',
  operationId: 'signInByCard',
  summary: 'Sign in with a library card and its PIN',
  description:
    'Answers 204 and the cookie. Persian and Arabic digits and spaces are folded. Whatever was wrong, the answer is the same.',
  request: { body: jsonBody(cardSignIn, { card: '29000001', pin: '4821' }) },
});

const byPassword = createRoute({
  ...anyone,
  ...shared,
  path: '/api/sign-in/password',
  operationId: 'signInByPassword',
  summary: 'Sign in with a name and a password',
  description:
    "For staff. `name` is the person's id. Answers 204 and the cookie, or 200 where a second factor is asked for; whatever was wrong, the same answer.",
  request: { body: jsonBody(passwordSignIn, { name: 'desk-ilam', password: 'correct horse battery' }) },
});

const out = createRoute({
  ...signedIn,
  ...may('account.sign_out'),
  ...beforeSecondFactor,
  method: 'post',
  path: '/api/sign-out',
  operationId: 'signOut',
  tags: ['Sign-in'],
  summary: 'Sign out',
  description: 'The cookie is dead at once, on every process.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['cannot_write']),
});

export function signInRoutes(http: Http, services: Services) {
  const app = http.app();

  const answer = async (c: HttpContext, who: SignInTry, sharedDevice = false) => {
    return answerSignedIn(c, http, await beginSignIn(services, who, { ...callingBrowser(c, http), sharedDevice }));
  };

  app.openapi(byCard, (c) => {
    const { card, pin, sharedDevice } = c.req.valid('json');
    const number = foldCredential(card);
    const find = () => findByCard(services.database.reader, services.keys.index('card', number));
    const who = { account: `card ${number}`, find, secret: foldCredential(pin), method: 'card' } as const;
    return answer(c, who, sharedDevice);
  });

  app.openapi(byPassword, (c) => {
    const { name, password, sharedDevice } = c.req.valid('json');
    const find = () => findByName(services.database.reader, name);
    return answer(c, { account: `name ${name}`, find, secret: password, method: 'password' }, sharedDevice);
  });

  app.openapi(out, async (c) => {
    const token = readSignInToken(c, http.options);
    if (token !== undefined) await signOut(services, c.get('signIn')!.actor, token);
    dropSignInCookie(c, http.options);
    return c.body(null, 204);
  });

  return app;
}
