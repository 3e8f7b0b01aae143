/** Whether changes are heard of at once. Apart from the stream itself, so that a query can ask. */

let live = false;
const watchers = new Set<() => void>();

export const isLive = () => live;

export function setLive(next: boolean): void {
  if (next === live) return;
  live = next;
  for (const watcher of watchers) watcher();
}

/** @returns how to stop */
export function onLive(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const CUT_OFF_MS = 15_000;
/** Also with a stream now and then: “as of” should not grow old only because nothing happens. */
const LIVE_MS = 60_000;

/** How long until a day is asked for again without any news. */
export const lookAgainMs = () => (live ? LIVE_MS : CUT_OFF_MS);
