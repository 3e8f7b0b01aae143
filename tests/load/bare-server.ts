import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';

/** The floor of every answer over HTTP: Hono with no work to do, sending the same bytes under the same addresses. */
const answers = new Map(
  Object.entries(JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Record<string, string>),
);

const app = new Hono()
  .get('*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    return c.body(answers.get(pathname + search) ?? '', 200, { 'content-type': 'application/json' });
  })
  .post('*', async (c) => {
    await c.req.json();
    return c.body(answers.get('write') ?? '', 201, { 'content-type': 'application/json' });
  });

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => server.close());
