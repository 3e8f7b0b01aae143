import type { QueryClient } from '@tanstack/react-query';
import { forgetPreferences } from '../platform/preferences.ts';
import { forgetPerson } from './sign-out.ts';
import { emptyVault } from './vault.ts';

/**
 * Whoever was here is nobody any more: what the device remembered goes, in every tab, choices that were theirs included. The
 * language stays, and that others use the device.
 */
export async function forgetDevice(client: QueryClient): Promise<void> {
  forgetPreferences();
  await forgetPerson(client);
  await emptyVault();
}
