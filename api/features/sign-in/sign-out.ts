import type { SignedIn } from '#domain/actor.ts';
import type { Services } from '../../storage/context.ts';
import { hashToken } from '../../storage/sealing/token-hash.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import { endSignIn } from '../../storage/stores/sign-in-store.ts';

/** From the commit on, the token is nobody's on every process: each request asks the database. */
export async function signOut(services: Services, actor: SignedIn, token: string): Promise<void> {
  const { database, keys, newId } = services;
  await database.write(async (tx) => {
    if (!(await endSignIn(tx, hashToken(token)))) return;
    await noteChange(tx, 'sign_in', actor.person);
    await recordAudit({ tx, keys, now: tx.now, newId, actor }, 'sign_in.ended', actor.person);
  });
}
