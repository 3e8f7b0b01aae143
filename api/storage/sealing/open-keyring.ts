import { statSync } from 'node:fs';
import { CannotOpen } from '../engine/cannot-open.ts';
import { keysPath, makeKeysFile, readKeysFile, type WrappingKey } from './keys-file.ts';
import type { HashingCost, Keyring } from './keyring.ts';
import { MasterKeyring } from './master-keyring.ts';

/**
 * Opens `DATA_DIR/keys`: a master key from which others are derived, and the keys that wrap persons' data keys. `create` makes
 * it where there is none: of two processes at once, both end with the same key.
 *
 * @throws CannotOpen when the file is missing, not what it should be, or open to others than its owner.
 */
export async function openKeyring(
  dataDir: string,
  options: { create: boolean; hashing?: HashingCost | undefined },
): Promise<Keyring> {
  if (options.create) makeKeysFile(dataDir);
  const { master, wrappingKeys } = readKeysFile(dataDir);
  refuseOpenToOthers(dataDir, keysPath(dataDir));
  return new MasterKeyring(master, options.hashing, latest(dataDir, wrappingKeys));
}

/**
 * A rotation replaces the file while processes run. Each looks whenever it wraps or unwraps anew, which costs microseconds, so
 * that none ever wraps by a key that was retired before.
 */
function latest(dataDir: string, first: WrappingKey[]): () => WrappingKey[] {
  const path = keysPath(dataDir);
  const stamp = () => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
  };
  let known = first;
  let seen: string | undefined;
  return () => {
    const now = stamp();
    // Gone for the moment: what is known is still right.
    if (now === undefined || now === seen) return known;
    known = readKeysFile(dataDir).wrappingKeys;
    seen = now;
    return known;
  };
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
