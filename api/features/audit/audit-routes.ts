import { createRoute } from '@hono/zod-openapi';
import { auditPage, auditQuery } from '#contract/oversight/audit.ts';
import { answers, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readAudit } from './read-audit.ts';

const PAGE = {
  entries: [
    {
      id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
      at: '2026-11-24T06:31:07Z',
      localAt: '2026-11-24T10:01',
      action: 'booking.cancel',
      kind: 'booking',
      role: 'desk',
      who: { id: 'desk-ilam', name: { en: 'Farzaneh Rezaei' } },
      branch: 'ilam',
    },
  ],
  asOf: '2026-11-24T06:40:00Z',
};

const read = createRoute({
  ...signedIn,
  ...may('audit.read'),
  method: 'get',
  path: '/api/audit',
  operationId: 'readAudit',
  tags: ['Audit'],
  summary: 'What was done on a day',
  description:
    'At the branches of the auditor’s grants, newest first, a hundred at once. Of people who work here the name; of patrons ' +
    'that it was one, and nothing of what was written, paid or asked for.',
  request: { query: auditQuery },
  responses: answers({ 200: { schema: auditPage, example: PAGE } }, ['forbidden', 'not_found']),
});

export function auditRoutes(http: Http) {
  const app = http.app();
  app.openapi(read, async (c) => {
    const asked = c.req.valid('query');
    return http.answer(c, await http.read(c, (ctx) => readAudit(ctx, asked)));
  });
  return app;
}
