import { timingSafeEqual } from 'node:crypto';
import { CODE_TRIES } from '#domain/contact/one-time-code.ts';
import { foldCredential } from '#domain/fold-digits.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { spendStep, tryStep } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { beginTry, giveTryBack, slowDown } from '../sign-in-throttle.ts';
import { codeHash, type AskedCode } from './code-step.ts';
import { openPending, type OpenedPending } from './pending-contact.ts';

export interface CodeTry {
  kind: AskedCode['kind'];
  /** Of the step that waits in this browser; undefined: none does. */
  stepToken: string | undefined;
  code: string;
  address: Uint8Array;
}

export interface ProvenContact extends OpenedPending {
  index: Uint8Array;
  /** Who asked for the code, signed in; null: nobody was. */
  person: string | null;
}

/**
 * Does `work` for a contact whose code is right, in the transaction that uses the code up: of many at once one succeeds.
 * Whatever is wrong (the code, its time, its tries, the browser), the answer is the same.
 * @throws Refusal `sign_in_failed` (also where `work` gives nothing), `too_many_tries`
 */
export async function withProvenCode<T>(
  services: Services,
  asked: CodeTry,
  work: (tx: Tx, proven: ProvenContact) => Promise<T | undefined>,
): Promise<T> {
  const { database } = services;
  const counted = await beginTry(services, { account: undefined, knownDevice: undefined, address: asked.address });
  await slowDown(counted);

  const done = await database.write(async (tx) => {
    const proven = await prove(tx, services, asked);
    if (!proven) return undefined;
    await giveTryBack(tx, counted);
    return work(tx, proven);
  });
  if (done === undefined) throw new Refusal('sign_in_failed');
  return done;
}

async function prove(tx: Tx, services: Services, asked: CodeTry): Promise<ProvenContact | undefined> {
  const { kind, stepToken, code } = asked;
  if (stepToken === undefined) return undefined;

  const tokenHash = hashToken(stepToken);
  const step = await tryStep(tx, { tokenHash, kind, mostTries: CODE_TRIES });
  if (!step?.codeHash || !step.subject) return undefined;
  if (!timingSafeEqual(step.codeHash, codeHash(services, stepToken, foldCredential(code)))) return undefined;
  if (!(await spendStep(tx, tokenHash))) return undefined;

  return { ...openPending(services.keys, step.state), index: step.subject, person: step.person };
}
