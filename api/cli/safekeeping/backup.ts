import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig, type Config } from '../../config.ts';
import { readRelease } from '../../release.ts';
import { takeBackup, type TakenBackup } from '../../storage/backup/take-backup.ts';
import { sqlitePath } from '../../storage/engine/database-url.ts';
import { complain, DONE, UNUSABLE, withServices } from '../network-command.ts';

const USAGE = 'usage: node run.mjs backup [--to FOLDER]';

/** `backup`: while the service runs or not. 0 done, 2 not possible; then nothing half done is left. */
export async function run(args: readonly string[]): Promise<number> {
  const [flag, folder, ...more] = args;
  if ((flag !== undefined && (flag !== '--to' || !folder)) || more.length > 0) {
    complain(USAGE);
    return UNUSABLE;
  }
  const config = readConfig(process.env);
  const to = folder ?? config.backups.to;
  const { recipient } = config.backups;
  const missing = whatIsMissing(config, to);
  if (to === undefined || recipient === undefined || missing) {
    complain(missing ?? USAGE);
    return UNUSABLE;
  }

  return withServices(
    async (services) => {
      const { databaseUrl, dataDir, backups } = config;
      const taken = await takeBackup({
        ...services,
        databaseUrl,
        dataDir,
        release: readRelease(),
        to: resolve(to),
        recipient,
        keepDays: backups.keepDays,
        tools: { binFolder: backups.pgBin, environment: process.env },
      });
      tell(taken);
      return DONE;
    },
    { createKeys: false },
  );
}

function whatIsMissing({ databaseUrl, backups }: Config, to: string | undefined): string | undefined {
  if (to === undefined) return 'Name a folder: --to FOLDER, or set BACKUP_TO.';
  if (backups.recipient === undefined) {
    return 'Set BACKUP_RECIPIENT to the age public key that backups are sealed for (docs/backup-and-restore.md).';
  }
  const file = sqlitePath(databaseUrl);
  return file !== undefined && !existsSync(file) ? `There is no database at ${file}. Set DATABASE_URL.` : undefined;
}

function tell({ path, bytes, verified, expired }: TakenBackup): void {
  const looked = {
    opened: 'read back and opened',
    restored: 'read back and restored into a database of its own',
    listed: 'read back and listed; this account may not make a database to restore it into',
  }[verified];
  process.stdout.write(`${path}\n`);
  complain(`${bytes} bytes, ${looked}.${expired > 0 ? ` ${expired} expired and deleted.` : ''}`);
}

if (import.meta.main) {
  // What was begun is removed as the process ends.
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGINT', () => process.exit(130));
  process.exitCode = await run(process.argv.slice(2));
}
