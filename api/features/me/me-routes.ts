import { createRoute } from '@hono/zod-openapi';
import { me } from '#contract/sign-in.ts';
import { aliasInput } from '#contract/account/own-data.ts';
import { answers, beforeSecondFactor, jsonBody, may, signedIn } from '../../http/answers.ts';
import { isFactorDue } from '../../http/request/factor-due.ts';
import type { Http } from '../../http/http.ts';
import type { Services } from '../../storage/context.ts';
import { changeAlias } from './change-alias.ts';
import { readMe } from './read-me.ts';

const EXAMPLE = {
  id: 'patron-ilam-1',
  name: { en: 'Zohreh Maleki', fa: 'زهره ملکی' },
  role: 'patron',
  locale: 'fa',
  branch: 'ilam',
  alias: 'Heron',
};

const get = createRoute({
  ...signedIn,
  ...may('me.read'),
  ...beforeSecondFactor,
  method: 'get',
  path: '/api/me',
  operationId: 'readMe',
  tags: ['Sign-in'],
  summary: 'Who is signed in',
  description: 'The person, the role that this sign-in acts in, and where it belongs. `name` is a text by language.',
  responses: answers({ 200: { schema: me, example: EXAMPLE } }),
});

const putAlias = createRoute({
  ...signedIn,
  ...may('me.alias'),
  method: 'put',
  path: '/api/me/alias',
  operationId: 'changeAlias',
  tags: ['Account'],
  summary: 'Choose what to be called',
  description: 'From the next booking on: what is booked keeps the name that stands on its ticket.',
  request: { body: jsonBody(aliasInput) },
  responses: answers({ 200: aliasInput }, ['forbidden', 'cannot_write']),
});

export function meRoutes(http: Http, services: Services) {
  const app = http.app();
  app.openapi(get, async (c) => {
    const isDue = isFactorDue(services, c.get('signIn')!);
    return http.answer(c, await http.read(c, (ctx) => readMe(ctx, isDue)));
  });
  app.openapi(putAlias, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.change(c, (ctx) => changeAlias(ctx, input)));
  });
  return app;
}
