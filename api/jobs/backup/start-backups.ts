import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { faultFields, type Log } from '../../http/log.ts';
import type { Services } from '../../storage/context.ts';
import { claimBackup, readBackupRecord } from '../../storage/backup/backup-record.ts';
import { CannotWrite } from '../../storage/engine/database.ts';

const COMMAND = join(import.meta.dirname, '../../cli/safekeeping/backup.ts');
const LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Takes a backup when one is due, by one of all processes, as the command would: a program beside the service, so that nobody
 * waits for the copying. Gives back how to stop.
 */
export function startBackups(
  { database }: Pick<Services, 'database'>,
  everyHours: number,
  log: Log,
  command = COMMAND,
): () => Promise<void> {
  let child: ChildProcess | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    try {
      if (!(await claimBackup(database, everyHours * HOUR_MS)) || stopped) return;
      const code = await run();
      if (stopped) return;
      const { lastFailure } = await readBackupRecord(database.reader);
      if (code === 0) log({ level: 'info', event: 'backed_up' });
      else log({ level: 'error', event: 'backup_failed', fault: lastFailure?.fault ?? 'failed' });
    } catch (fault) {
      // What cannot be claimed now is claimed in a minute.
      if (!(fault instanceof CannotWrite)) log({ level: 'error', event: 'internal', ...faultFields(fault) });
    }
  }

  function run(): Promise<number | null> {
    return new Promise((done) => {
      child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', command], { stdio: 'ignore' });
      const end = (code: number | null) => {
        child = undefined;
        done(code);
      };
      child.once('error', () => end(null));
      child.once('exit', end);
    });
  }

  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), LOOK_MS).unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    child?.kill('SIGTERM');
    await looking;
  };
}
