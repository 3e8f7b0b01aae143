import { OUTBOX } from './outbox-name.ts';

/** How tabs, and the service worker, tell each other that something in the outbox has changed. */

export type OutboxNews =
  | { is: 'changed' }
  /** The server has answered entries. */
  | { is: 'answered' };

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(OUTBOX);
const watchers = new Set<(news: OutboxNews) => void>();
channel?.addEventListener('message', ({ data }) => {
  for (const watcher of watchers) watcher(data as OutboxNews);
});

export function tellOtherTabs(news: OutboxNews): void {
  channel?.postMessage(news);
}

/** Here and in every other tab. */
export function tellOutbox(news: OutboxNews): void {
  tellOtherTabs(news);
  for (const watcher of watchers) watcher(news);
}

export function onOutbox(watcher: (news: OutboxNews) => void): void {
  watchers.add(watcher);
}
