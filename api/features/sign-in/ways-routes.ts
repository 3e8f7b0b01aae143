import { createRoute } from '@hono/zod-openapi';
import { signInWays, type SignInWays } from '#contract/sign-in.ts';
import { CONTACT_KINDS } from '#domain/contact/contact.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import type { Outlets } from '../../outlets/outlet.ts';
import type { IdentityProvider } from './by-provider/identity-provider.ts';

const ways = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/sign-in/ways',
  operationId: 'readSignInWays',
  tags: ['Sign-in'],
  summary: 'How people can sign in at this library',
  description: 'What is not set up is not offered. More ways may come: pass over those that you do not know.',
  responses: answers({
    200: { schema: signInWays, example: { card: true, codeBy: ['phone', 'email'], signUp: true } },
  }),
});

interface Offered {
  outlets: Outlets;
  provider: IdentityProvider | undefined;
}

export function waysRoutes(http: Http, { outlets, provider }: Offered) {
  const app = http.app();
  const offered: SignInWays = {
    card: true,
    codeBy: CONTACT_KINDS.filter((kind) => outlets[kind] !== undefined),
    signUp: true,
    ...(provider && { provider: { name: provider.name } }),
  };
  app.openapi(ways, (c) => http.answer(c, offered));
  return app;
}
