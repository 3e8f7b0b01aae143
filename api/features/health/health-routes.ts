import { createRoute } from '@hono/zod-openapi';
import { health, type Health } from '#contract/health.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import type { Services } from '../../storage/context.ts';

const get = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/health',
  operationId: 'readHealth',
  tags: ['Service'],
  summary: 'Whether the service is up',
  description: 'Asks the database for its time: an answer of 200 means that it can be read.',
  responses: answers({ 200: { schema: health, example: { status: 'ok', database: 'sqlite', version: '0.1.0' } } }, [
    'cannot_write',
  ]),
});

export function healthRoutes(http: Http, services: Services, version: string) {
  const app = http.app();
  app.openapi(get, async (c) => {
    await services.database.now();
    return http.answer(c, { status: 'ok', database: services.database.engine, version } satisfies Health);
  });
  return app;
}
