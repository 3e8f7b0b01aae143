import { createRoute, z } from '@hono/zod-openapi';
import { endedSignIns, ownSignIns } from '#contract/account/own-sign-ins.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { endOtherSignIns } from './end-other-sign-ins.ts';
import { endOwnSignIn } from './end-own-sign-in.ts';
import { listOwnSignIns } from './list-own-sign-ins.ts';

const tags = ['Account'];
const ID = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';
const path = z.object({ id: z.string().min(1).max(64).meta({ example: ID }) });

const EXAMPLE = {
  signIns: [
    {
      id: ID,
      method: 'card',
      device: { browser: 'Firefox', system: 'Android' },
      begunAt: '2026-11-23T08:00:00Z',
      lastSeenAt: '2026-11-24T06:30:00Z',
      sharedDevice: false,
      current: true,
    },
  ],
  asOf: '2026-11-24T06:30:20Z',
};

const list = createRoute({
  ...signedIn,
  ...may('account.sign_ins'),
  method: 'get',
  path: '/api/me/sign-ins',
  operationId: 'listOwnSignIns',
  tags,
  summary: 'Where one is signed in',
  description:
    'Own living sign-ins, the one that was used last first, a hundred at most. What a device is called was sealed.',
  responses: answers({ 200: { schema: ownSignIns, example: EXAMPLE } }, ['forbidden']),
});

const end = createRoute({
  ...signedIn,
  ...may('account.sign_ins'),
  method: 'post',
  path: '/api/me/sign-ins/{id}/end',
  operationId: 'endOwnSignIn',
  tags,
  summary: 'Sign out somewhere else',
  description:
    'Over at once on every process, its open streams within a second, and nothing more is taken from its device. What is ' +
    'over already, stays so. Somebody else’s is answered like one that does not exist.',
  request: { params: path, body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

const endOthers = createRoute({
  ...signedIn,
  ...may('account.sign_ins'),
  method: 'post',
  path: '/api/me/sign-ins/end-others',
  operationId: 'endOtherSignIns',
  tags,
  summary: 'Sign out everywhere but here',
  description: 'Kiosks and door signs that this person set up end too.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: { schema: endedSignIns, example: { ended: 2 } } }, ['forbidden', 'cannot_write']),
});

export function ownSignInRoutes(http: Http) {
  const app = http.app();

  app.openapi(list, async (c) => {
    const { tokenHash } = c.get('signIn')!;
    return http.answer(c, await http.read(c, (ctx) => listOwnSignIns(ctx, tokenHash)));
  });
  app.openapi(endOthers, async (c) => {
    const { tokenHash } = c.get('signIn')!;
    return http.answer(c, await http.change(c, (ctx) => endOtherSignIns(ctx, tokenHash)));
  });
  app.openapi(end, async (c) => {
    await http.change(c, (ctx) => endOwnSignIn(ctx, c.req.valid('param').id));
    return c.body(null, 204);
  });
  return app;
}
