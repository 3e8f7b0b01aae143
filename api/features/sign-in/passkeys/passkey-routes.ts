import { createRoute, z } from '@hono/zod-openapi';
import {
  newPasskeyInput,
  passkey,
  passkeyNameInput,
  passkeyOptions,
  passkeys,
  passkeySignIn,
} from '#contract/account/passkeys.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, anyone, beforeSecondFactor, jsonBody, may, signedIn } from '../../../http/answers.ts';
import { answerSignedIn, callingBrowser } from '../../../http/calling-browser.ts';
import type { Http, HttpContext } from '../../../http/http.ts';
import { dropStepCookie, readStepToken, setStepCookie } from '../../../http/sign-in-cookie.ts';
import type { Services } from '../../../storage/context.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskey } from './begin-passkey.ts';
import { listPasskeys, namePasskey, removePasskey } from './keep-passkeys.ts';
import { relyingParty } from './relying-party.ts';
import { beginPasskeySignIn, signInByPasskey } from './sign-in-by-passkey.ts';

const PATH = '/api/me/passkeys';
const path = z.object({ id: z.string().min(1).max(1_400).meta({ example: 'xA8sXkq2' }) });
const KEY = { id: 'xA8sXkq2', name: 'My phone', addedAt: '2026-11-23T08:00:00Z' };
const CREDENTIAL = {
  id: 'xA8sXkq2',
  rawId: 'xA8sXkq2',
  type: 'public-key',
  response: { clientDataJSON: '…' },
  clientExtensionResults: {},
};
const OPTIONS = { schema: passkeyOptions, example: { challenge: 'q83vEjRW', rpId: 'rooms.example.org' } };

const own = { ...signedIn, tags: ['Account'] };
const anew = ['forbidden', 'sign_in_again', 'cannot_write'] as const;

const beginSignIn = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-in/passkey/options',
  operationId: 'beginPasskeySignIn',
  tags: ['Sign-in'],
  summary: 'Be asked for a passkey',
  description: 'A challenge that no account is named for, good for five minutes and once, in this browser.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: OPTIONS }, ['too_many_tries', 'cannot_write']),
});

const finishSignIn = createRoute({
  ...anyone,
  method: 'post',
  path: '/api/sign-in/passkey',
  operationId: 'signInByPasskey',
  tags: ['Sign-in'],
  summary: 'Sign in with a passkey',
  description: 'Two factors in one. Answers 204 and the cookie. Whatever was wrong, the answer is the same.',
  request: { body: jsonBody(passkeySignIn, { credential: CREDENTIAL }) },
  responses: answers({ 204: null }, ['step_over', 'sign_in_failed', 'too_many_tries', 'cannot_write']),
});

const list = createRoute({
  ...may('account.passkeys'),
  ...own,
  method: 'get',
  path: PATH,
  operationId: 'listPasskeys',
  summary: 'Own passkeys',
  responses: answers({ 200: { schema: passkeys, example: { passkeys: [KEY] } } }, ['forbidden']),
});

const begin = createRoute({
  ...may('account.passkeys'),
  ...own,
  ...beforeSecondFactor,
  method: 'post',
  path: `${PATH}/options`,
  operationId: 'beginPasskey',
  summary: 'Begin to add a passkey',
  description: 'The challenge for a new key; within 15 minutes of signing in. `wrong_state`: there are twenty already.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: OPTIONS }, [...anew, 'wrong_state']),
});

const add = createRoute({
  ...may('account.passkeys'),
  ...own,
  ...beforeSecondFactor,
  method: 'post',
  path: PATH,
  operationId: 'addPasskey',
  summary: 'Add a passkey',
  description: 'What the browser made for the challenge of `beginPasskey`, and what the person calls it.',
  request: { body: jsonBody(newPasskeyInput, { name: 'My phone', credential: CREDENTIAL }) },
  responses: answers({ 201: { schema: passkey, example: KEY } }, [...anew, 'step_over']),
});

const name = createRoute({
  ...may('account.passkeys'),
  ...own,
  method: 'post',
  path: `${PATH}/{id}/name`,
  operationId: 'namePasskey',
  summary: 'Call a passkey something else',
  request: { params: path, body: jsonBody(passkeyNameInput, { name: 'My phone' }) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const remove = createRoute({
  ...may('account.passkeys'),
  ...own,
  method: 'post',
  path: `${PATH}/{id}/remove`,
  operationId: 'removePasskey',
  summary: 'Remove a passkey',
  description: 'Other sign-ins of the person end. `last_way_in`: the person could not sign in any more.',
  request: { params: path, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, [...anew, 'not_found', 'last_way_in']),
});

export function passkeyRoutes(http: Http, services: Services) {
  const app = http.app();
  const { options } = http;
  const partyOf = (c: HttpContext) => relyingParty(options.publicUrl, c.req.header('host'));

  app.openapi(beginSignIn, async (c) => {
    const made = await beginPasskeySignIn(services, partyOf(c), http.address(c));
    setStepCookie(c, options, made.stepToken, made.maxAgeSec);
    return c.json({ ...made.options }, 200);
  });
  app.openapi(finishSignIn, async (c) => {
    const input = c.req.valid('json');
    const browser = { ...callingBrowser(c, http), sharedDevice: input.sharedDevice ?? false };
    const from = { stepToken: readStepToken(c, options), rp: partyOf(c), browser };
    return answerSignedIn(c, http, await signInByPasskey(services, input, from));
  });
  app.openapi(list, async (c) => http.answer(c, await http.read(c, listPasskeys)));
  app.openapi(begin, async (c) => {
    const made = await http.change(c, (ctx) => beginPasskey(ctx, c.get('signIn')!, partyOf(c)));
    setStepCookie(c, options, made.stepToken, made.maxAgeSec);
    return c.json({ ...made.options }, 200);
  });
  app.openapi(add, async (c) => {
    const from = { signIn: c.get('signIn')!, stepToken: readStepToken(c, options), rp: partyOf(c) };
    const made = await http.change(c, (ctx) => addPasskey(ctx, c.req.valid('json'), from));
    dropStepCookie(c, options);
    return c.json(made, 201);
  });
  app.openapi(name, async (c) => {
    const asked = { ...c.req.valid('json'), id: c.req.valid('param').id };
    await http.change(c, (ctx) => namePasskey(ctx, asked, c.get('signIn')!));
    return c.body(null, 204);
  });
  app.openapi(remove, async (c) => {
    await http.change(c, (ctx) =>
      removePasskey(ctx, c.req.valid('param').id, c.get('signIn')!, services.providerIssuer),
    );
    return c.body(null, 204);
  });
  return app;
}
