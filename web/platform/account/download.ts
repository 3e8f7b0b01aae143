import { problemIn } from '../api-client.ts';
import { ask } from '../early/ask.ts';
import { Problem } from '../problem.ts';

/** A line may be slow for as long as something comes. */
const SILENCE_MS = 30_000;

/** A file of one's own, with how many bytes have come so far. Nothing of it is kept here. */
export async function fetchFile(path: string, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Blob> {
  const patience = new AbortController();
  const giveUp = () => patience.abort();
  signal.addEventListener('abort', giveUp);
  let timer = setTimeout(giveUp, SILENCE_MS);
  try {
    const response = await ask(path, {}, patience.signal);
    if (!response.ok || !response.body) throw problemIn(await response.text(), response);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_MS);
      pieces.push(value);
      onBytes((bytes += value.length));
    }
  } catch (error) {
    throw error instanceof Problem || signal.aborted ? error : new Problem('offline');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** The browser has read it once the download has begun; Safari takes a moment for that. */
const READ_MS = 10_000;

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}
