import { UNSENT } from './outbox-name.ts';

/**
 * Which entries wait on this device, in a second place: where the browser cleared the first one, it can be said how many are
 * gone. Ids are drawn by lot and say nothing.
 */

export function unsentIds(): string[] {
  try {
    return JSON.parse(localStorage.getItem(UNSENT) ?? '[]') as string[];
  } catch {
    return [];
  }
}

export function markUnsent(id: string): void {
  write([...unsentIds(), id]);
}

export function unmarkUnsent(ids: readonly string[]): void {
  const marked = unsentIds();
  if (ids.length > 0 && marked.length > 0) write(marked.filter((id) => !ids.includes(id)));
}

function write(ids: string[]): void {
  try {
    if (ids.length > 0) localStorage.setItem(UNSENT, JSON.stringify(ids));
    else localStorage.removeItem(UNSENT);
  } catch {
    // Without this place a loss cannot be noticed; nothing is lost by it.
  }
}
