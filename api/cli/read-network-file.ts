import { open } from 'node:fs/promises';
import { parseNetworkFile, UnreadableFile } from '#domain/network-file/parse-network-file.ts';

/** Some twenty times a network of 300 branches; reading much more at once could end the process. */
const MOST_BYTES = 50 * 1024 * 1024;

/** @throws UnreadableFile, NetworkFaults */
export async function readNetworkFile(path: string): Promise<unknown> {
  return parseNetworkFile(decode(await readBounded(path)));
}

async function readBounded(path: string): Promise<Uint8Array> {
  let file;
  try {
    file = await open(path);
    const { size } = await file.stat();
    if (size > MOST_BYTES) {
      throw new UnreadableFile(
        `has ${Math.ceil(size / 1024 / 1024)} MB; a network file has at most ${MOST_BYTES / 1024 / 1024}`,
      );
    }
    return await file.readFile();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UnreadableFile(code === 'ENOENT' ? 'is not there' : `cannot be read: ${message}`);
  } finally {
    await file?.close();
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('is not UTF-8');
  }
}
