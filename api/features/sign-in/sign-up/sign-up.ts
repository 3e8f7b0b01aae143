import type { SignUpAnswer, SignUpInput } from '#contract/sign-in.ts';
import type { Network } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { drawCodeCardPin, issueCodeCard } from '../../../storage/issue-code-card.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { countCaller } from '../caller-limits.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';

/**
 * A8: a first visit with neither card nor contact. The card is told in this answer and never again; an answer that is lost
 * leaves somebody whom nobody is, and who has nothing.
 * @throws Refusal `invalid`, `too_many_tries`
 */
export async function signUp(
  services: Services,
  network: Network,
  { alias, branch: branchId, locale, sharedDevice = false }: SignUpInput,
  browser: Omit<Browser, 'sharedDevice'>,
): Promise<SignUpAnswer & { made: Made }> {
  const { database, keys, settings } = services;
  const branch = network.branches.get(branchId);
  if (!branch) throw new Refusal('invalid', {}, [{ path: 'branch', code: 'unknown' }]);

  const { signUpsPerAddress: perAddress, signUpsPerSite: perSite } = settings;
  const limits = { what: 'sign-up', address: browser.address, perAddress, perSite };
  // Counted before the PIN is hashed: who is over the limit costs no hash.
  await database.write((tx) => countCaller(tx, keys, limits));
  const pin = await drawCodeCardPin(keys);

  return database.write(async (tx) => {
    const { patron, codeCard } = await issueCodeCard({ ...services, tx }, { branch, alias, locale }, pin);
    await recordAudit({ ...services, tx, now: tx.now }, 'patron.made', patron, { by: 'sign_up', branch: branch.id });
    const actor = await findActor(tx, patron);
    const subject = keys.index('throttle', `device of ${patron}`);
    const made = await makeSignIn(
      tx,
      services,
      { actor: actor!, method: 'card', subject },
      { ...browser, sharedDevice },
    );
    return { codeCard, made };
  });
}
