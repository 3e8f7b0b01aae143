import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CannotOpen } from '../engine/cannot-open.ts';
import { createFileOnce } from '../write-once.ts';
import type { HashingCost, Keyring } from './keyring.ts';
import { MasterKeyring } from './master-keyring.ts';

const HEADER = 'quietroom-keys-1';
const MASTER_BYTES = 32;

/**
 * Opens `DATA_DIR/keys`, one master key from which all others are derived. `create` makes it where there is none: of two
 * processes at once, both end with the same key.
 *
 * @throws CannotOpen when the file is missing, not what it should be, or open to others than its owner.
 */
export async function openKeyring(
  dataDir: string,
  options: { create: boolean; hashing?: HashingCost | undefined },
): Promise<Keyring> {
  const path = join(dataDir, 'keys');
  if (options.create) makeKeys(dataDir, path);

  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new CannotOpen(`The keys ${path} cannot be read: ${(error as Error).message}.`, { cause: error });
    }
    throw new CannotOpen(
      `There are no keys at ${path}. Set DATA_DIR to the folder that holds them, or put them back from a backup; ` +
        'what was sealed with them cannot be read without them.',
    );
  }
  refuseOpenToOthers(dataDir, path);

  const [header, master = '', ...rest] = text.trimEnd().split('\n');
  const bytes = Buffer.from(master, 'base64url');
  if (header !== HEADER || bytes.length !== MASTER_BYTES || rest.length > 0) {
    throw new CannotOpen(`The keys ${path} are damaged or of a newer release. Put them back from a backup.`);
  }
  return new MasterKeyring(bytes, options.hashing);
}

function makeKeys(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (statSync(path, { throwIfNoEntry: false })) return;
  createFileOnce(path, `${HEADER}\n${randomBytes(MASTER_BYTES).toString('base64url')}\n`);
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}

/** The folder may be seen by others, but nobody else may put another file in the keys' place. */
function refuseOpenToOthers(dataDir: string, path: string): void {
  if (process.platform === 'win32') return;
  if (statSync(path).mode & 0o077) {
    throw new CannotOpen(`The keys ${path} can be read by others. Run: chmod 600 ${path}`);
  }
  const folder = statSync(dataDir).mode;
  const sticky = folder & 0o1000;
  if (folder & 0o022 && !sticky) {
    throw new CannotOpen(`The folder ${dataDir} can be written by others. Run: chmod 700 ${dataDir}`);
  }
}
