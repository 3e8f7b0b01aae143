import { foldCredential } from '#domain/fold-digits.ts';
import { canonicalCode } from '#domain/price/partner-code.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import type { Keyring } from '../../../storage/sealing/keyring.ts';
import { findAuthenticator, takeTimeStep, takeRecoveryCode } from '../../../storage/stores/accounts/factor-store.ts';
import { stepOfCode } from './time-codes.ts';

/** F7, F8: takes the code, if it is good, so that it opens nothing again. What it was, or nothing. */
export async function proveFactor(
  tx: Tx,
  keys: Keyring,
  person: string,
  typed: string,
): Promise<'authenticator' | 'recovery_code' | undefined> {
  if (/^\d{6}$/.test(foldCredential(typed))) {
    const own = await findAuthenticator(tx, keys, person);
    return own?.confirmedAt != null && (await takeCode(tx, person, own.secret, typed)) ? 'authenticator' : undefined;
  }
  return (await takeRecoveryCode(tx, person, recoveryIndex(keys, person, typed))) ? 'recovery_code' : undefined;
}

/** Whether the code is one of now, and its step had not been used. */
export async function takeCode(tx: Tx, person: string, secret: string, typed: string): Promise<boolean> {
  const step = stepOfCode(secret, foldCredential(typed), tx.now);
  return step !== undefined && (await takeTimeStep(tx, person, step));
}

/** How a recovery code stands in the database. */
export function recoveryIndex(keys: Keyring, person: string, code: string): Uint8Array {
  return keys.index('recovery-code', `${person} ${canonicalCode(code)}`);
}
