import { createRoute } from '@hono/zod-openapi';
import { health, type Health } from '#contract/health.ts';
import { backupAge } from '#domain/backup/backup-age.ts';
import { answers, anyone } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readBackupRecord } from '../../storage/backup/backup-record.ts';
import type { Services } from '../../storage/context.ts';
import type { Standing } from '../../storage/engine/standing.ts';

const EXAMPLE: Health = { status: 'ok', database: 'sqlite', version: '0.1.0', backup: 'fresh', writes: 'open' };

const get = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/health',
  operationId: 'readHealth',
  tags: ['Service'],
  summary: 'Whether the service is up',
  description:
    'Asks the database for its time: an answer of 200 means that it can be read. `backup` says whether the last good one is as new as it should be. ' +
    '`writes` is `stopped` from the first fault of the disk or the server on, with `why` and `since`; it turns `open` by itself when writing has been ' +
    'tried and kept, except where `why` is `damaged` or `replaced`: those need a person and a restart.',
  responses: answers({ 200: { schema: health, example: EXAMPLE } }, ['cannot_write']),
});

type Plan = { version: string; everyHours: number | undefined };

export function healthRoutes(http: Http, { database }: Services, { version, everyHours }: Plan) {
  const app = http.app();
  app.openapi(get, async (c) => {
    const now = await database.now();
    const { lastGood } = await readBackupRecord(database.reader);
    const backup = backupAge(lastGood?.takenAt, now, everyHours);
    return http.answer(c, {
      status: 'ok',
      database: database.engine,
      version,
      backup,
      ...told(database.standing()),
    } satisfies Health);
  });
  return app;
}

function told(standing: Standing): Pick<Health, 'writes' | 'why' | 'since'> {
  if (standing.writes === 'open') return standing;
  return { ...standing, since: new Date(standing.since).toISOString() };
}
