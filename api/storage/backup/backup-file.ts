import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseManifest, type BackupManifest } from './backup-manifest.ts';
import { CannotBackUp } from './cannot-back-up.ts';

/**
 * An age file (https://age-encryption.org/v1) that holds a line of magic, a line of JSON (the manifest) and the copy. Nothing
 * of it stands readable; each 64 KiB carry their own tag, so that a changed or cut file is found where it is changed.
 */
const MAGIC = 'quietroom-backup-1';
const MAX_HEAD_BYTES = 65_536;

/** @throws CannotBackUp where it is no age public key, such as one with a letter wrong */
export function refuseWrongRecipient(recipient: string): void {
  try {
    new Encrypter().addRecipient(recipient);
  } catch (error) {
    const { message } = error as Error;
    throw new CannotBackUp('failed', `BACKUP_RECIPIENT is no age public key: ${message}.`, { cause: error });
  }
}

/** An identity that lives as long as this process: with it the backup can be read back, once, by who wrote it. */
export async function passingIdentity(recipient: string): Promise<{ identity: string; recipient: string }> {
  // A file is only as safe from later machines as its weakest recipient.
  const identity = await (recipient.startsWith('age1pq') ? generateHybridIdentity() : generateX25519Identity());
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Writes a new file, readable by its owner only, and has it on the disk when this resolves. @returns its size */
export async function writeBackupFile(
  path: string,
  { manifest, copy, recipients }: { manifest: BackupManifest; copy: string; recipients: string[] },
): Promise<number> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const plain = Readable.toWeb(Readable.from(headThenCopy(manifest, copy))) as ReadableStream<Uint8Array>;
  await pipeline(
    Readable.fromWeb((await encrypter.encrypt(plain)) as Parameters<typeof Readable.fromWeb>[0]),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function* headThenCopy(manifest: BackupManifest, copy: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${MAGIC}\n${JSON.stringify(manifest)}\n`);
  yield* createReadStream(copy) as AsyncIterable<Uint8Array>;
}

export interface OpenedBackup {
  manifest: BackupManifest;
  /** Writes the copy to a new file. @throws CannotBackUp `not_whole` when it is not, byte for byte, what was backed up. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws CannotBackUp `not_whole` when the file is damaged, is no backup, or was made for another identity. */
export async function openBackupFile(path: string, identity: string): Promise<OpenedBackup> {
  const decrypter = new Decrypter();
  const source = createReadStream(path);
  try {
    decrypter.addIdentity(identity);
    const plain = await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>);
    const parts = plain[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    const { manifest, rest } = await readHead(parts, path);
    return {
      manifest,
      copyTo: (to) => writeCopy(to, manifest, rest, parts).catch((error: unknown) => notReadable(path, error)),
      close: async () => void source.destroy(),
    };
  } catch (error) {
    source.destroy();
    return notReadable(path, error);
  }
}

function notReadable(path: string, error: unknown): never {
  if (error instanceof CannotBackUp || (error as NodeJS.ErrnoException).code !== undefined) throw error;
  const isOther = /no identity matched/i.test((error as Error).message);
  throw new CannotBackUp(
    'not_whole',
    isOther
      ? `${path} was made for another recipient: this identity does not open it.`
      : `${path} is damaged, cut off or no backup: ${(error as Error).message}. Nothing was written. Take another one.`,
    { cause: error },
  );
}

async function readHead(parts: AsyncIterator<Uint8Array>, path: string) {
  let head = Buffer.alloc(0);
  for (;;) {
    const lines = head.toString('latin1').split('\n', 3);
    if (lines.length === 3) {
      const end = lines[0]!.length + lines[1]!.length + 2;
      const manifest = lines[0] === MAGIC ? parseManifest(lines[1]!) : undefined;
      if (manifest) return { manifest, rest: head.subarray(end) };
      throw new CannotBackUp('not_whole', `${path} is no backup that this release of Quietroom can read.`);
    }
    const { done, value } = await parts.next();
    if (done || head.length > MAX_HEAD_BYTES) throw new Error('it has no manifest');
    head = Buffer.concat([head, value]);
  }
}

async function writeCopy(
  to: string,
  { bytes, sha256 }: BackupManifest,
  rest: Uint8Array,
  parts: AsyncIterator<Uint8Array>,
): Promise<void> {
  const hash = createHash('sha256');
  let written = 0;
  const counted = async function* () {
    for (let part: Uint8Array | undefined = rest; part; part = (await parts.next()).value as Uint8Array | undefined) {
      hash.update(part);
      written += part.length;
      yield part;
    }
  };
  await pipeline(counted, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  if (written !== bytes || hash.digest('hex') !== sha256) throw new Error('it does not hold what its manifest says');
}
