import { useSyncExternalStore } from 'react';

/** A link's token, out of the address and in memory only, also across a sign-in: the history keeps `/you/people` and no more. */
const PATH = '/you/people';
let token: string | undefined;
const listeners = new Set<() => void>();

function take(): void {
  const given = location.pathname === PATH ? location.hash.slice(1) : '';
  if (given === '') return;
  token = given;
  history.replaceState(history.state, '', PATH);
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

export const useHandedToken = () => useSyncExternalStore(listen, () => token);

/** It was taken up, or let be. */
export function forgetToken(): void {
  token = undefined;
  for (const heard of listeners) heard();
}
