import { useSyncExternalStore } from 'react';

/** Whether the library's system saves anything. Apart from whoever asks it, so that the caller of fetch can tell of a refusal. */

let isStopped = false;
let refused = () => {};
const watchers = new Set<() => void>();

/** A write was turned away: whether that is more than a moment's, health knows. */
export const heardCannotWrite = () => refused();

export function onCannotWrite(heard: () => void): void {
  refused = heard;
}

export function setWritingStopped(next: boolean): void {
  if (next === isStopped) return;
  isStopped = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useWritingStopped(): boolean {
  return useSyncExternalStore(watch, () => isStopped);
}
