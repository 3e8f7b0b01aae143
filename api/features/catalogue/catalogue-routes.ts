import { createRoute } from '@hono/zod-openapi';
import { catalogue } from '#contract/catalogue.ts';
import type { Settings } from '#domain/settings.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { preparedAnswer } from '../../http/response/prepared-answer.ts';
import { headerSets } from '../../http/response/response-headers.ts';
import { buildCatalogue } from './build-catalogue.ts';

const get = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/catalogue',
  operationId: 'readCatalogue',
  tags: ['Slots'],
  summary: 'Branches, rooms, services, counsellors and the names of prices',
  description:
    'The public part of the network, for everybody. Changes only with an import: send `If-None-Match` and get 304 while it is the same.',
  responses: {
    ...answers({ 200: catalogue }),
    304: { description: 'Nothing changed since the answer that `If-None-Match` names.' },
  },
});

export function catalogueRoutes(http: Http, settings: Settings) {
  const app = http.app();
  const sets = headerSets(http.options.tls);
  let version: string | undefined;
  let answer: ReturnType<typeof preparedAnswer>;

  app.openapi(get, async (c) => {
    const network = await http.network();
    if (version !== network.version) {
      answer = preparedAnswer(sets, buildCatalogue(network, settings.holdMin));
      version = network.version;
    }
    return answer(c.req.header('accept-encoding'), c.req.header('if-none-match'));
  });

  return app;
}
