import type { QueryClient } from '@tanstack/react-query';
import { forgetIntents } from '../../platform/intent.ts';
import { meQuery } from '../../platform/queries/me-query.ts';
import { forgetPerson } from '../sign-out.ts';
import { emptyVault } from '../vault.ts';
import { isVaultOf } from './vault-lock.ts';

/** Somebody has just signed in: what another person of staff kept here goes, in every tab. What is unsent stays, sealed. */
export async function forgetFormerStaff(client: QueryClient, person: string): Promise<void> {
  if ((await isVaultOf(person)) !== false) return;

  const me = client.getQueryData(meQuery.queryKey);
  forgetIntents();
  await forgetPerson(client);
  await emptyVault();
  if (me) client.setQueryData(meQuery.queryKey, me);
}
