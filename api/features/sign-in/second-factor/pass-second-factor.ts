import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { findStep, spendStep, tryStep, type Step } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { isKnownDevice } from '../../../storage/stores/sign-in-store.ts';
import type { AwaitedState } from '../await-factor.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { beginTry, giveTryBack, slowDown } from '../sign-in-throttle.ts';
import { proveFactor } from './prove-factor.ts';

/** Who mistypes six digits five times looks at another clock first, or begins anew. */
const MOST_TRIES = 5;

type CallingBrowser = Omit<Browser, 'sharedDevice'>;

/**
 * F7: the second of two factors, in the browser that showed the first. @throws Refusal `step_over`, `sign_in_failed`,
 * `too_many_tries`
 */
export async function passSecondFactor(
  services: Services,
  stepToken: string | undefined,
  code: string,
  browser: CallingBrowser,
): Promise<Made> {
  const { database, keys } = services;
  if (stepToken === undefined) throw new Refusal('step_over');
  const tokenHash = hashToken(stepToken);
  const step = await findStep(database.reader, { tokenHash, kind: 'second_factor', now: await database.now() });
  if (!step?.person) throw new Refusal('step_over');

  const { subject } = stateOf(step);
  const device = browser.deviceToken === undefined ? undefined : keys.index('device', browser.deviceToken);
  const knownDevice = device && (await isKnownDevice(database.reader, device, subject)) ? device : undefined;
  const account = `second factor of ${step.person}`;
  const counted = await beginTry(services, { account, knownDevice, address: browser.address });
  await slowDown(counted);

  const made = await database.write(async (tx) => {
    if (!(await tryStep(tx, { tokenHash, kind: 'second_factor', mostTries: MOST_TRIES })))
      return new Refusal('step_over');
    const proof = await proveFactor(tx, keys, step.person!, code);
    if (!proof) return new Refusal('sign_in_failed');
    if (!(await spendStep(tx, tokenHash))) return new Refusal('step_over');
    await giveTryBack(tx, counted);
    if (proof === 'recovery_code') await recordUse(tx, services, step.person!);
    return signInBy(tx, services, step, browser);
  });
  // What was counted stays counted.
  if (made instanceof Refusal) throw made;
  return made;
}

async function signInBy(tx: Tx, services: Services, step: Step, browser: CallingBrowser) {
  const actor = await findActor(tx, step.person!);
  if (!actor) return new Refusal('sign_in_failed');
  const { method, sharedDevice, subject } = stateOf(step);
  return makeSignIn(tx, services, { actor, method, subject, isStrong: true }, { ...browser, sharedDevice });
}

async function recordUse(tx: Tx, { keys, newId }: Services, person: string): Promise<void> {
  await recordAudit({ tx, keys, now: tx.now, newId }, 'recovery_code.used', person);
}

function stateOf({ state }: Step) {
  const { method, sharedDevice, subject } = JSON.parse(state) as AwaitedState;
  return { method, sharedDevice, subject: new Uint8Array(Buffer.from(subject, 'base64url')) };
}
