import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../engine/database.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { readMacs } from './session-macs.ts';

/** Small enough that nobody who books meanwhile waits for it. */
const PAGE = 250;

export interface RowReading {
  /** Those that end in `[from, until)`. */
  from: Instant;
  until?: Instant;
  /** One without a MAC is of an earlier release. */
  mayLack?: boolean;
  /** After each page: how many were read. */
  told?(sessions: number): void;
}

/** Sessions that do not say, with their bookings, what was last written of them. */
export async function rowFaults(
  reader: Reader,
  keys: Keyring,
  { from, until = Number.MAX_SAFE_INTEGER, mayLack = false, told = () => undefined }: RowReading,
): Promise<string[]> {
  const faults: string[] = [];
  let read = 0;
  for (let [afterEnd, afterId] = [from, '']; ;) {
    const page = await readMacs(reader, keys, { afterEnd, afterId, until, limit: PAGE });
    for (const { id, found, mac } of page) {
      if (found ? Buffer.compare(found, mac) !== 0 : !mayLack) faults.push(id);
    }
    told((read += page.length));
    if (page.length < PAGE) return faults;
    ({ endsAt: afterEnd, id: afterId } = page.at(-1)!);
  }
}
