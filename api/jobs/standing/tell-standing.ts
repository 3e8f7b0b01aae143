import { faultFields, type Log } from '../../http/log.ts';
import type { Services } from '../../storage/context.ts';

/** One line when writing stops, and one when it goes on again; for as long as the database is open. */
export function startTellingStanding({ database }: Pick<Services, 'database'>, log: Log): void {
  let stoppedAt: number | undefined;
  database.onStanding((standing, cause) => {
    if (standing.writes === 'stopped') {
      stoppedAt ??= performance.now();
      const { fault, faultCode } = faultFields(cause);
      log({
        level: 'error',
        event: 'writing_stopped',
        why: standing.why,
        ...(fault !== undefined && { fault }),
        ...(faultCode !== undefined && { faultCode }),
      });
      return;
    }
    const seconds = Math.round((performance.now() - (stoppedAt ?? performance.now())) / 100) / 10;
    stoppedAt = undefined;
    log({ level: 'info', event: 'writing_again', seconds });
  });
}
