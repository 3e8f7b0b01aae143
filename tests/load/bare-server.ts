import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';

/** What the product answered to a path, and so what bare Hono answers. */
export interface BareAnswer {
  status: 200 | 304;
  body: string;
}

/** The floor of every answer over HTTP: Hono with no work to do, sending the same bytes under the same addresses. */
const answers = new Map(
  Object.entries(JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Record<string, BareAnswer>),
);
const JSON_TYPE = { 'content-type': 'application/json' };

const app = new Hono()
  .get('*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    const { status, body } = answers.get(pathname + search) ?? { status: 200, body: '' };
    return status === 304 ? c.body(null, 304) : c.body(body, status, JSON_TYPE);
  })
  .post('*', async (c) => {
    await c.req.json();
    return c.body('{}', 201, JSON_TYPE);
  });

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => server.close());
