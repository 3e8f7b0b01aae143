import { RETENTION } from '#domain/rights/retention-kinds.ts';
import { readConfig } from '../../config.ts';
import { retentionDue, type DueLine } from '../../features/bookings/erasing/retention-due.ts';
import { runRetention } from '../../features/bookings/erasing/run-retention.ts';
import { ErasureList } from '../../storage/rights/erasure-list.ts';
import { complain, DONE, UNUSABLE, withServices } from '../network-command.ts';

const USAGE = 'usage: node run.mjs retention [--dry-run]';

/** `retention [--dry-run]`: what would go now, kind by kind; without --dry-run it goes. 0 done, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  const [option, ...more] = args;
  if ((option !== undefined && option !== '--dry-run') || more.length > 0) {
    complain(USAGE);
    return UNUSABLE;
  }
  const { dataDir } = readConfig(process.env);
  return withServices(async (services) => {
    const { database, settings } = services;
    const due = await retentionDue(database.reader, { settings, now: await database.now() });
    process.stdout.write(due.map(lineOf).join(''));
    if (option === '--dry-run') {
      complain('Nothing was changed.');
      return DONE;
    }
    await runRetention(services);
    await new ErasureList(dataDir, database.reader).bringUpToDate();
    await database.scrub();
    complain('Done, and put on record.');
    return DONE;
  });
}

/** `bookings  12 rows, the oldest of 2026-08-01: 90 days after their end; they stay, and lose their person`. */
function lineOf({ kind, rows, oldest, days }: DueLine): string {
  const since = oldest === null ? '' : `, the oldest of ${new Date(oldest).toISOString().slice(0, 10)}`;
  return `${kind.padEnd(20)}${rows} rows${since}: ${days > 0 ? `${days} days ` : ''}after ${RETENTION[kind].from}\n`;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
