import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { findOpenInvitation, type OpenInvitation } from '../../../storage/stores/accounts/invitation-store.ts';
import { beginTry, giveTryBack, slowDown } from '../sign-in-throttle.ts';

/**
 * I4: what a secret invites to. Wrong, used, revoked or run out is one answer; wrong ones count against the address as failed
 * sign-ins do. @throws Refusal `not_found`, `too_many_tries`
 */
export async function findInvitation(services: Services, token: string, address: Uint8Array): Promise<OpenInvitation> {
  const { database } = services;
  const tokenHash = hashToken(token);
  const account = `invitation ${Buffer.from(tokenHash).toString('base64url')}`;
  const counted = await beginTry(services, { account, knownDevice: undefined, address });
  await slowDown(counted);

  const found = await findOpenInvitation(database.reader, tokenHash, await database.now());
  if (!found) throw new Refusal('not_found');
  await database.write((tx) => giveTryBack(tx, counted));
  return found;
}
