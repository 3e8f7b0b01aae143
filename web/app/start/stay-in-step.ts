import type { QueryClient } from '@tanstack/react-query';
import { navigate } from 'wouter/use-browser-location';
import { forgetPerson, sendOwedSignOut } from '../../offline/sign-out.ts';
import { onSignedOutElsewhere } from '../../offline/vault.ts';

/** What is signed out in one tab is signed out in all; what the API could not be told is told when it can be reached. */
export function stayInStep(client: QueryClient): void {
  onSignedOutElsewhere(() => {
    void forgetPerson(client);
    navigate('/', { replace: true });
  });
  addEventListener('online', () => void sendOwedSignOut());
  void sendOwedSignOut();
}
