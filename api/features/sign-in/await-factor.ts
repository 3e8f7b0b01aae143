import { factorWays, needsSecondFactor, type FactorWay } from '#domain/account/factor-ways.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Services } from '../../storage/context.ts';
import type { Tx } from '../../storage/engine/database.ts';
import { hashToken } from '../../storage/sealing/token-hash.ts';
import { factorsOf } from '../../storage/stores/accounts/factor-store.ts';
import { insertStep } from '../../storage/stores/accounts/sign-in-step-store.ts';
import type { SignInMethod } from '../../storage/stores/sign-in-store.ts';
import type { Browser, Proven } from './make-sign-in.ts';

/** One factor was right, and another is asked for. */
export interface AwaitedFactor {
  next: 'second_factor';
  ways: FactorWay[];
  stepToken: string;
  maxAgeSec: number;
}

/** What the step bears in mind of the first factor. `subject`: base64url. */
export interface AwaitedState {
  method: SignInMethod;
  sharedDevice: boolean;
  subject: string;
}

const LASTS_MIN = 10;
const TOKEN_BYTES = 32;

/** F5: the step that waits for the second factor; nothing, where none is asked for. */
export async function awaitFactor(
  tx: Tx,
  services: Services,
  { actor, method, subject }: Proven,
  { sharedDevice }: Browser,
): Promise<AwaitedFactor | undefined> {
  const isDemanded = services.requireSecondFactor && needsSecondFactor(actor.role);
  const ways = factorWays({ ...(await factorsOf(tx, actor.person)), isDemanded });
  if (ways.length === 0) return undefined;

  const stepToken = services.token(TOKEN_BYTES);
  const state: AwaitedState = { method, sharedDevice, subject: Buffer.from(subject).toString('base64url') };
  await insertStep(tx, {
    tokenHash: hashToken(stepToken),
    kind: 'second_factor',
    person: actor.person,
    subject: null,
    codeHash: null,
    state: JSON.stringify(state),
    expiresAt: tx.now + LASTS_MIN * MINUTE,
  });
  return { next: 'second_factor', ways, stepToken, maxAgeSec: LASTS_MIN * 60 };
}
