import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createRoute } from '@hono/zod-openapi';
import { catalogue } from '#contract/catalogue.ts';
import type { Network } from '#domain/network.ts';
import type { Settings } from '#domain/settings.ts';
import { answers } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { acceptsGzip } from '../../http/response/json-answer.ts';
import { completeAnswer, headerSets } from '../../http/response/response-headers.ts';
import { buildCatalogue } from './build-catalogue.ts';

const get = createRoute({
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

/** The same bytes for everybody, made once for each version of the network. */
interface Prepared {
  version: string;
  plain: { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
  gzip: { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
}

export function catalogueRoutes(http: Http, settings: Settings) {
  const app = http.app();
  const base = { ...headerSets(http.options.tls).longJson, 'cache-control': 'no-cache' };
  let prepared: Prepared | undefined;

  app.openapi(get, async (c) => {
    const network = await http.publicRead(c, ({ world }) => world.network);
    if (prepared?.version !== network.version) prepared = prepare(network, settings, base);

    const { body, headers } = acceptsGzip(c.req.header('accept-encoding')) ? prepared.gzip : prepared.plain;
    if (!isSame(c.req.header('if-none-match'), headers.etag!)) return completeAnswer(body, 200, headers);
    const { 'content-encoding': _, 'content-type': __, ...unchanged } = headers;
    return completeAnswer(null, 304, unchanged);
  });

  return app;
}

function prepare(network: Network, settings: Settings, base: Record<string, string>): Prepared {
  const body = Buffer.from(JSON.stringify(buildCatalogue(network, settings.holdMin)));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return {
    version: network.version,
    plain: { body, headers: { ...base, etag: `"${hash}"` } },
    gzip: { body: gzipSync(body), headers: { ...base, 'content-encoding': 'gzip', etag: `"${hash}-gzip"` } },
  };
}

/** `If-None-Match` compares weakly and may list several. */
function isSame(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined && header.split(',').some((part) => [etag, '*'].includes(part.trim().replace(/^W\//, '')))
  );
}
