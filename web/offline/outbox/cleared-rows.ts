import { appendRow, readRows, type OutboxRow } from './outbox-rows.ts';
import { unmarkUnsent, unsentIds } from './unsent-marker.ts';

/**
 * What stood on the disk, does not any more and was not answered: the browser has cleared it. What this page has seen is put
 * back (sent twice has one effect); the rest is counted, so that it can be said.
 */

const LOOK_AGAIN_MS = 2000;

let seen = new Map<string, OutboxRow>();
let lost: string[] = [];

export const lostRows = () => lost.length;

/** Somebody has read how many are gone. */
export function forgetLost(): void {
  unmarkUnsent(lost);
  lost = [];
}

/** @returns the rows as they stand after that */
export async function withClearedRows(rows: OutboxRow[]): Promise<OutboxRow[]> {
  let now = rows;
  if (missingFrom(rows).length > 0) {
    // Another tab may be about to say that it has taken them away.
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    for (const id of missingFrom(await readRows())) {
      const row = seen.get(id);
      if (row) await appendRow(withoutSeq(row));
      else lost = [...lost, id];
    }
    now = await readRows();
  }
  seen = new Map(now.map((row) => [row.id, row]));
  return now;
}

function missingFrom(rows: OutboxRow[]): string[] {
  const there = new Set([...lost, ...rows.map(({ id }) => id)]);
  return unsentIds().filter((id) => !there.has(id));
}

function withoutSeq({ seq: _, ...row }: OutboxRow) {
  return row;
}
