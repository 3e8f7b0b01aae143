import { dropGrant } from '../staff-vault/device-grant.ts';
import { onOutbox, tellOutbox } from './outbox-channel.ts';
import { deleteRows, readRows } from './outbox-rows.ts';
import { unmarkUnsent } from './unsent-marker.ts';

/** What the server has goes from this device, but not before the screen shows what the server says of it. */

const PATIENCE_MS = 3000;
let refetch: () => Promise<unknown> = async () => undefined;
let isWatching = false;

/** Until `shown` settles, entries that were answered still read as waiting, so that nothing looks undone in between. */
export function takeAwayAfter(shown: () => Promise<unknown>): void {
  refetch = shown;
}

export function watchAnswers(): void {
  if (isWatching) return;
  isWatching = true;
  onOutbox(({ is }) => {
    if (is === 'answered') void patiently(refetch()).then(takeAwayGone);
  });
}

export async function takeAwayGone(): Promise<void> {
  const rows = await readRows();
  const gone = rows.filter(({ state }) => state === 'gone');
  // The marker first: whoever sees the row gone must not miss it.
  unmarkUnsent(gone.map(({ id }) => id));
  await deleteRows(gone).catch(() => undefined);
  // A grant that the server has ended is used no more.
  for (const { refused, grant } of rows) if (refused?.code === 'grant_ended') await dropGrant(grant);
  tellOutbox({ is: 'changed' });
}

/** A refetch that hangs must not keep what is done in the list of what waits. */
function patiently(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).catch(() => undefined);
}
