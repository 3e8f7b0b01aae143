import { createRoute } from '@hono/zod-openapi';
import { prices } from '#contract/bookings.ts';
import { answers, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readPrices } from './read-prices.ts';

const get = createRoute({
  ...signedIn,
  ...may('me.prices'),
  method: 'get',
  path: '/api/me/prices',
  operationId: 'readPrices',
  tags: ['Prices'],
  summary: 'What each service would cost me now',
  description:
    'By service and branch, with the lines that make the price. For a session that starts today; codes are not counted, ' +
    'and nothing is taken of any limit.',
  responses: answers({ 200: prices }, ['forbidden']),
});

export function priceRoutes(http: Http) {
  const app = http.app();
  app.openapi(get, async (c) => http.answer(c, await http.read(c, readPrices)));
  return app;
}
