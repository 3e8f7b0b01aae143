import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CannotOpen } from '../engine/cannot-open.ts';
import { createFileOnce, replaceFile } from '../write-once.ts';

/** A key that wraps persons' data keys, and nothing else. */
export interface WrappingKey {
  /** 4 bytes: what is wrapped says by which. */
  id: Uint8Array;
  key: Uint8Array;
  /** When the next one took its place; old backups still need it. ISO. */
  retiredAt: string | undefined;
}

export interface KeysFile {
  /** From which the keys of blind indexes, the pepper and the record's are derived; it stays. */
  master: Uint8Array;
  /** The present one last; none before the first rotation. */
  wrappingKeys: WrappingKey[];
}

const FIRST = 'quietroom-keys-1';
/** With a line for each wrapping key: `id key`, and when it was retired. */
const SECOND = 'quietroom-keys-2';
const KEY_BYTES = 32;
const ID_BYTES = 4;

export const keysPath = (dataDir: string) => join(dataDir, 'keys');

/** @throws CannotOpen when the file is missing or not what it should be */
export function readKeysFile(dataDir: string): KeysFile {
  const path = keysPath(dataDir);
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
  const keys = parseKeys(text);
  if (keys) return keys;
  throw new CannotOpen(`The keys ${path} are damaged or of a newer release. Put them back from a backup.`);
}

function parseKeys(text: string): KeysFile | undefined {
  const [header, first = '', ...lines] = text.trimEnd().split('\n');
  const master = Buffer.from(first, 'base64url');
  const wrappingKeys = lines.map((line) => {
    const [id = '', key = '', retiredAt] = line.split(' ');
    return { id: Buffer.from(id, 'hex'), key: Buffer.from(key, 'base64url'), retiredAt };
  });
  const isKnown = header === SECOND || (header === FIRST && lines.length === 0);
  const isWhole = wrappingKeys.every(({ id, key }) => id.length === ID_BYTES && key.length === KEY_BYTES);
  return isKnown && isWhole && master.length === KEY_BYTES ? { master, wrappingKeys } : undefined;
}

/** Where there are none; of two processes at once, both end with the same. */
export function makeKeysFile(dataDir: string): void {
  const path = keysPath(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (statSync(path, { throwIfNoEntry: false })) return;
  createFileOnce(path, `${FIRST}\n${randomBytes(KEY_BYTES).toString('base64url')}\n`);
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}

/** From here on this one wraps, in every process that has the file. Those that were retired before `keepFrom` go. */
export function addWrappingKey(dataDir: string, { now, keepFrom }: { now: string; keepFrom: string }): void {
  const { master, wrappingKeys } = readKeysFile(dataDir);
  const kept = wrappingKeys
    .filter(({ retiredAt }) => retiredAt === undefined || retiredAt >= keepFrom)
    .map((one) => ({ ...one, retiredAt: one.retiredAt ?? now }));
  const next: WrappingKey = { id: randomBytes(ID_BYTES), key: randomBytes(KEY_BYTES), retiredAt: undefined };
  const lines = [...kept, next].map(({ id, key, retiredAt }) =>
    [Buffer.from(id).toString('hex'), Buffer.from(key).toString('base64url'), retiredAt].filter(Boolean).join(' '),
  );
  replaceFile(keysPath(dataDir), `${[SECOND, Buffer.from(master).toString('base64url'), ...lines].join('\n')}\n`);
}
