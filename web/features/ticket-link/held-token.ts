import { useSyncExternalStore } from 'react';

/**
 * The link's token, out of the address and in memory only: the history keeps `/t` and no more. Whoever loads the page again opens
 * the link again.
 */
let token: string | undefined;
const listeners = new Set<() => void>();

function take(): void {
  const given = location.pathname === '/t' ? location.hash.slice(1) : '';
  if (given === '') return;
  token = given;
  history.replaceState(history.state, '', '/t');
  for (const heard of listeners) heard();
}

// Before anything is drawn: what stands in the address is seen by whoever looks over a shoulder.
take();

function listen(heard: () => void): () => void {
  listeners.add(heard);
  take();
  addEventListener('hashchange', take);
  return () => {
    listeners.delete(heard);
    removeEventListener('hashchange', take);
  };
}

export function useHeldToken(): string | undefined {
  return useSyncExternalStore(listen, () => token);
}
