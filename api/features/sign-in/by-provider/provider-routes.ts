import { createRoute } from '@hono/zod-openapi';
import { beginProviderInput, ownProvider, providerAnswer, providerStep } from '#contract/account/provider.ts';
import { nextStep } from '#contract/account/second-factor.ts';
import { emptyInput } from '#contract/bookings.ts';
import { Refusal } from '#domain/refusal.ts';
import { answers, anyone, jsonBody, may, signedIn } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http, HttpContext } from '../../../http/http.ts';
import { dropStepCookie, readStepToken, setStepCookie } from '../../../http/sign-in-cookie.ts';
import type { Services } from '../../../storage/context.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { findInvitation } from '../by-invitation/find-invitation.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { assertMayLink, linkProvider, readOwnProvider, unlinkProvider } from './link-provider.ts';
import { beginProviderStep, takeProviderStep, type BegunStep } from './provider-step.ts';
import { signInByProvider } from './sign-in-by-provider.ts';

const PATH = '/api/me/provider';
const BACK = { code: 'q83vEjRWeJq83vEjRW', state: 'in.hT4zNfQyWm0sJc1Kd9v7uE2xRbLgAo5pYi8n3tZqXwM' };
const NEXT = { next: 'second_factor', ways: ['authenticator', 'recovery_code'] };
const NAME = { en: 'City account', fi: 'Kaupungin tunnus' };

const own = { ...signedIn, tags: ['Account'] };

const begin = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-in/provider',
  operationId: 'beginProviderSignIn',
  tags: ['Sign-in'],
  summary: 'Go to the library’s own provider to sign in',
  description:
    'For staff. Where the browser is to go, and a step that only this browser can end, within ten minutes and once (OpenID ' +
    'Connect, authorization code with PKCE, state and nonce). `not_found`: no provider is set up, or the invitation opens nothing.',
  request: { body: jsonBody(beginProviderInput) },
  responses: answers({ 200: providerStep }, ['not_found', 'too_many_tries', 'provider_unreachable', 'cannot_write']),
});

const finish = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-in/provider/finish',
  operationId: 'signInByProvider',
  tags: ['Sign-in'],
  summary: 'Be back from the provider',
  description:
    'What stood in the address. 204 and the cookie, or 200 where a second factor is asked for. `not_linked`: it opens nobody’s ' +
    'account here, whoever it is; `already_linked`: an invitation cannot be taken by it, since it opens another account.',
  request: { body: jsonBody(providerAnswer, BACK) },
  responses: answers({ 200: { schema: nextStep, example: NEXT }, 204: null }, [
    'step_over',
    'sign_in_failed',
    'not_linked',
    'already_linked',
    'not_found',
    'provider_unreachable',
    'cannot_write',
  ]),
});

const read = createRoute({
  ...may('account.provider'),
  ...own,
  method: 'get',
  path: PATH,
  operationId: 'readOwnProvider',
  summary: 'Whether the library’s provider opens this account',
  responses: answers({
    200: { schema: ownProvider, example: { provider: { name: NAME, linkedAt: '2026-11-23T08:00:00Z' } } },
  }),
});

const beginLink = createRoute({
  ...may('account.provider'),
  ...own,
  method: 'post',
  path: `${PATH}/link`,
  operationId: 'beginProviderLink',
  summary: 'Go to the provider to link one’s account there',
  description: 'Within 15 minutes of signing in. `wrong_state`: none is set up, or one is linked.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: providerStep }, [
    'sign_in_again',
    'wrong_state',
    'too_many_tries',
    'provider_unreachable',
    'cannot_write',
  ]),
});

const finishLink = createRoute({
  ...may('account.provider'),
  ...own,
  method: 'post',
  path: `${PATH}/link/finish`,
  operationId: 'linkProvider',
  summary: 'Be back from the provider, with the account linked',
  description: '`already_linked`: it opens somebody’s account already.',
  request: { body: jsonBody(providerAnswer, { ...BACK, state: BACK.state.replace('in.', 'link.') }) },
  responses: answers({ 204: null }, [
    'sign_in_again',
    'step_over',
    'sign_in_failed',
    'wrong_state',
    'already_linked',
    'provider_unreachable',
    'cannot_write',
  ]),
});

const remove = createRoute({
  ...may('account.provider'),
  ...own,
  method: 'post',
  path: `${PATH}/remove`,
  operationId: 'unlinkProvider',
  summary: 'Sign in without the provider from now on',
  description: 'Other sign-ins of the person end. `last_way_in`: the person could not sign in any more.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['sign_in_again', 'wrong_state', 'last_way_in', 'cannot_write']),
});

export function providerRoutes(http: Http, services: Services, provider: IdentityProvider | undefined) {
  const app = http.app();
  const { options } = http;
  const goThere = (c: HttpContext, { url, stepToken, maxAgeSec }: BegunStep) => {
    setStepCookie(c, options, stepToken, maxAgeSec);
    return c.json({ url }, 200);
  };
  const isSetUp = () => {
    if (!provider) throw new Refusal('not_found');
    return provider;
  };

  app.openapi(begin, async (c) => {
    const { invitation, sharedDevice = false } = c.req.valid('json');
    const address = http.address(c);
    const found = isSetUp();
    if (invitation !== undefined) await findInvitation(services, invitation, address);
    const hash = invitation === undefined ? undefined : Buffer.from(hashToken(invitation)).toString('base64url');
    const asked = { person: null, address, sharedDevice, ...(hash !== undefined && { invitation: hash }) };
    return goThere(c, await beginProviderStep(services, found, asked));
  });
  app.openapi(finish, async (c) => {
    const back = { stepToken: readStepToken(c, options), browser: callingBrowser(c, http) };
    return answerSignedIn(c, http, await signInByProvider(services, isSetUp(), c.req.valid('json'), back));
  });

  app.openapi(read, async (c) => http.answer(c, await http.read(c, (ctx) => readOwnProvider(ctx, provider))));
  app.openapi(beginLink, async (c) => {
    const { actor } = c.get('signIn')!;
    const found = await http.read(c, (ctx) => assertMayLink(ctx, c.get('signIn')!, provider));
    const asked = { person: actor.person, address: http.address(c), sharedDevice: false };
    return goThere(c, await beginProviderStep(services, found, asked));
  });
  app.openapi(finishLink, async (c) => {
    const answer = c.req.valid('json');
    const { actor } = c.get('signIn')!;
    const found = await http.read(c, (ctx) => assertMayLink(ctx, c.get('signIn')!, provider));
    const back = { stepToken: readStepToken(c, options), state: answer.state, person: actor.person };
    const { secrets } = await takeProviderStep(services, back);
    const proven = await found.prove(answer, secrets);
    await http.change(c, (ctx) => linkProvider(ctx, proven));
    dropStepCookie(c, options);
    return c.body(null, 204);
  });
  app.openapi(remove, async (c) => {
    await http.change(c, (ctx) => unlinkProvider(ctx, c.get('signIn')!, provider));
    return c.body(null, 204);
  });
  return app;
}
