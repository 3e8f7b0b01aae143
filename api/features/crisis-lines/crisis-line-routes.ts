import { createRoute } from '@hono/zod-openapi';
import { oldCrisisLinesAnswer } from '#contract/oversight/crisis-lines.ts';
import { answers, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { listOldLines } from './list-old-lines.ts';

const LINE = { branch: 'kuhmo', label: { en: 'Emergency number' }, phone: '112', checkedOn: '2026-05-12' };

const list = createRoute({
  ...signedIn,
  ...may('staff.crisis_lines'),
  method: 'get',
  path: '/api/staff/old-crisis-lines',
  operationId: 'listOldCrisisLines',
  tags: ['Service'],
  summary: 'Numbers for urgent help that want checking',
  description: 'Checked over six months ago, at the branches that the asker administers.',
  responses: answers({
    200: { schema: oldCrisisLinesAnswer, example: { lines: [LINE], asOf: '2026-11-23T08:00:00Z' } },
  }),
});

export function crisisLineRoutes(http: Http) {
  const app = http.app();
  app.openapi(list, async (c) => http.answer(c, await http.read(c, listOldLines)));
  return app;
}
