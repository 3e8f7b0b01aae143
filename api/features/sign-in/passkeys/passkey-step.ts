import { MINUTE } from '#domain/ids.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { insertStep, type Step } from '../../../storage/stores/accounts/sign-in-step-store.ts';

const LASTS_MIN = 5;
const TOKEN_BYTES = 32;
export const CHALLENGE_BYTES = 32;

export interface MadeStep<Options> {
  options: Options;
  stepToken: string;
  maxAgeSec: number;
}

/** A challenge that waits for its answer, in this browser, once. */
export async function beginPasskeyStep<Options extends { challenge: string }>(
  tx: Tx,
  token: (bytes: number) => string,
  made: { kind: 'passkey' | 'new_passkey'; person: string | null; options: Options },
): Promise<MadeStep<Options>> {
  const { kind, person, options } = made;
  const stepToken = token(TOKEN_BYTES);
  await insertStep(tx, {
    tokenHash: hashToken(stepToken),
    kind,
    person,
    subject: null,
    codeHash: null,
    state: JSON.stringify({ challenge: options.challenge }),
    expiresAt: tx.now + LASTS_MIN * MINUTE,
  });
  return { options, stepToken, maxAgeSec: LASTS_MIN * 60 };
}

export function challengeOf({ state }: Step): string {
  return (JSON.parse(state) as { challenge: string }).challenge;
}
