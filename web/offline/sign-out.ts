import type { QueryClient } from '@tanstack/react-query';
import { api } from '../platform/api-client.ts';
import { meQuery } from '../platform/queries/me-query.ts';
import { forgetPreferences, prefer, preferences } from '../platform/preferences.ts';
import { problemOf } from '../platform/problem.ts';
import { emptyVault } from './vault.ts';

/** What is public may stay; everything else is the person's. */
const PUBLIC = new Set<unknown>(['catalogue', 'slots', 'sign-in-ways']);
const isPersonal = ({ queryKey }: { queryKey: readonly unknown[] }) => !PUBLIC.has(queryKey[0]);

/**
 * Nothing of the person stays on screen or in memory. What is public is not even stopped: the page that comes next may be
 * asking for it already, and nobody would ask again.
 */
export async function forgetPerson(client: QueryClient): Promise<void> {
  const [me] = meQuery.queryKey;
  await client.cancelQueries({ predicate: isPersonal });
  client.removeQueries({ predicate: (query) => isPersonal(query) && query.queryKey[0] !== me });
  client.setQueryData(meQuery.queryKey, null);
}

/**
 * The device forgets first: that must not hang on a network. The API hears of it now or, when it cannot be reached, as soon
 * as it can. @returns whether the API has heard
 */
export async function signOut(client: QueryClient): Promise<boolean> {
  prefer({ signedIn: undefined, signOutOwed: true });
  await forgetPerson(client);
  await emptyVault();
  return sendOwedSignOut();
}

/** Also at every start and whenever the network comes back. */
export async function sendOwedSignOut(): Promise<boolean> {
  const { signOutOwed, signedIn } = preferences();
  if (signOutOwed && !signedIn) {
    try {
      await api.signOut();
    } catch (error) {
      if (problemOf(error).code !== 'not_signed_in') return false;
    }
  }
  if (signOutOwed) prefer({ signOutOwed: undefined });
  return true;
}

/** Leaving a shared device: the page is about to go, so nothing is waited for. */
export function forgetOnLeaving(): void {
  const { signedIn, signOutOwed } = preferences();
  forgetPreferences();
  if (signedIn || signOutOwed) {
    prefer({ signOutOwed: true });
    void sendOwedSignOut();
  }
  void emptyVault();
}
