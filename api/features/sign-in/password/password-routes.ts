import { createRoute } from '@hono/zod-openapi';
import { changePasswordInput } from '#contract/account/second-factor.ts';
import { answers, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import type { Services } from '../../../storage/context.ts';
import { changePassword } from './change-password.ts';

const change = createRoute({
  ...signedIn,
  ...may('account.password'),
  method: 'post',
  path: '/api/me/password',
  operationId: 'changePassword',
  tags: ['Account'],
  summary: 'Choose another password',
  description:
    'Needs the current one, and a code where an authenticator is set up. Other sign-ins of the person end. `invalid` names ' +
    'what is wrong: `current` (`wrong_secret`), `code` (`missing`, `wrong_code`), `next` (`too_small`: under twelve signs; ' +
    '`common`: among those that are tried first; `own_name`: made of names that belong to the person or the library).',
  request: {
    body: jsonBody(changePasswordInput, {
      current: 'correct horse battery',
      next: 'seven quiet winter lamps',
      code: '287082',
    }),
  },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'too_many_tries', 'cannot_write']),
});

export function passwordRoutes(http: Http, services: Services) {
  const app = http.app();
  app.openapi(change, async (c) => {
    const from = { signIn: c.get('signIn')!, address: http.address(c) };
    await changePassword(services, c.req.valid('json'), from);
    return c.body(null, 204);
  });
  return app;
}
