import { createRoute } from '@hono/zod-openapi';
import { backupsAnswer } from '#contract/oversight/backups.ts';
import { answers, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readBackups, type BackupPlan } from './read-backups.ts';

const LAST = { takenAt: '2026-11-23T02:00:00Z', bytes: 48_230_400, verified: 'opened' } as const;

const read = createRoute({
  ...signedIn,
  ...may('staff.backups'),
  method: 'get',
  path: '/api/staff/backups',
  operationId: 'readBackups',
  tags: ['Service'],
  summary: 'When the last good backup was made',
  description:
    'Good is one that was read back and found whole. Where it lies is known to whoever runs the server, and not said.',
  responses: answers({
    200: {
      schema: backupsAnswer,
      example: { age: 'fresh', wantsCare: false, everyHours: 24, last: LAST, asOf: '2026-11-23T08:00:00Z' },
    },
  }),
});

export function backupRoutes(http: Http, plan: BackupPlan) {
  const app = http.app();
  app.openapi(read, async (c) => http.answer(c, await http.read(c, (ctx) => readBackups(ctx, plan))));
  return app;
}
