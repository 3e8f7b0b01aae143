import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import { replayErasures } from '../../features/bookings/erasing/replay-erasures.ts';
import { restoreBackup, type Restored, type RestoreOrder } from '../../storage/backup/restore/restore-backup.ts';
import { erasedBeside } from '../../storage/rights/erasure-list.ts';
import { complain, DONE, isForOperator, UNUSABLE } from '../network-command.ts';

const USAGE = 'usage: node run.mjs restore FILE --identity FILE';
const IDENTITY = /^AGE-SECRET-KEY-\S+$/m;

/** `restore`: into an empty place only. 0 done, 2 not possible. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { identity: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || values.identity === undefined || more.length > 0)
      throw new TypeError('two files are needed');
    return await restore(file, values.identity);
  } catch (error) {
    if (error instanceof TypeError) complain(error.message, USAGE);
    else if (isForOperator(error)) complain(error.message);
    else throw error;
    return UNUSABLE;
  }
}

async function restore(file: string, identityFile: string): Promise<number> {
  const { databaseUrl, dataDir, backups } = readConfig(process.env);
  for (const path of [file, identityFile]) {
    if (canRead(path)) continue;
    complain(`${path} cannot be read.`);
    return UNUSABLE;
  }
  const [identity] = IDENTITY.exec(readFileSync(identityFile, 'utf8')) ?? [];
  if (identity === undefined) {
    complain(`${identityFile} is no age identity: it has no line that begins with AGE-SECRET-KEY-.`);
    return UNUSABLE;
  }
  const tools = { binFolder: backups.pgBin, environment: process.env };
  // The list that was saved, and the one that lies beside the backup: whichever knows more.
  const eraseAgain: RestoreOrder['eraseAgain'] = async (means) =>
    (await replayErasures(means, dataDir)) +
    (await replayErasures(means, erasedBeside(dirname(resolve(file)), means.databaseId)));
  tell(await restoreBackup({ file, identity, databaseUrl, dataDir, tools, eraseAgain }));
  return DONE;
}

function canRead(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch {
    return false;
  }
}

function tell({ manifest, where, linesLost, erased }: Restored): void {
  complain(
    `Restored into ${where}: the library as it was at ${new Date(manifest.takenAt).toISOString()}.`,
    linesLost === undefined
      ? 'How much was written after that is not known here.'
      : `${linesLost} lines of the audit record were written after that, and what they tell of is lost.`,
    `People who were erased since then, and now again: ${erased}.`,
    'Everybody has to sign in again, and open invitations are void: make new ones. Devices that were revoked since then have',
    'to be revoked again.',
  );
}

if (import.meta.main) {
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGINT', () => process.exit(130));
  process.exitCode = await run(process.argv.slice(2));
}
