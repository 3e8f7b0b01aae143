import type { QueryClient } from '@tanstack/react-query';
import type { ScreenInput } from '#contract/desk.ts';
import { forgetIntents } from '../../platform/intent.ts';
import { prefer } from '../../platform/preferences.ts';
import { staffApi } from '../../platform/staff-api.ts';
import { forgetPerson, signOut } from '../sign-out.ts';
import { emptyVault } from '../vault.ts';
import { accessEnded } from './staff-access.ts';

/**
 * Nothing that can be read is left of who was here: keys, days, drafts, what was under way; in every tab, and without a
 * network too. What is unsent stays, sealed, and is sent under their name. @returns whether the API has heard
 */
export async function signOutStaff(client: QueryClient): Promise<boolean> {
  accessEnded();
  forgetIntents();
  return signOut(client);
}

/** Narrows the sign-in to a screen that stands in the open. What the desk kept here goes first. */
export async function becomeScreen(client: QueryClient, input: ScreenInput): Promise<void> {
  await staffApi.makeScreen(input);
  accessEnded();
  forgetIntents();
  await forgetPerson(client);
  await emptyVault();
  prefer({ signedIn: true });
  await client.invalidateQueries({ queryKey: ['me'] });
}
