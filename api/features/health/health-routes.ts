import { createRoute } from '@hono/zod-openapi';
import { health, type Health } from '#contract/health.ts';
import { backupAge } from '#domain/backup/backup-age.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readBackupRecord } from '../../storage/backup/backup-record.ts';
import type { Services } from '../../storage/context.ts';

const get = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/health',
  operationId: 'readHealth',
  tags: ['Service'],
  summary: 'Whether the service is up',
  description:
    'Asks the database for its time: an answer of 200 means that it can be read. `backup` says whether the last good one is as new as it should be.',
  responses: answers(
    { 200: { schema: health, example: { status: 'ok', database: 'sqlite', version: '0.1.0', backup: 'fresh' } } },
    ['cannot_write'],
  ),
});

type Plan = { version: string; everyHours: number | undefined };

export function healthRoutes(http: Http, { database }: Services, { version, everyHours }: Plan) {
  const app = http.app();
  app.openapi(get, async (c) => {
    const now = await database.now();
    const { lastGood } = await readBackupRecord(database.reader);
    const backup = backupAge(lastGood?.takenAt, now, everyHours);
    return http.answer(c, { status: 'ok', database: database.engine, version, backup } satisfies Health);
  });
  return app;
}
