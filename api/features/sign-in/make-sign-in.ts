import type { SignedIn } from '#domain/actor.ts';
import { deviceName } from '#domain/account/device-name.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Services } from '../../storage/context.ts';
import type { Tx } from '../../storage/engine/database.ts';
import { sealDevice } from '../../storage/stores/accounts/own-sign-in-store.ts';
import { hashToken } from '../../storage/sealing/token-hash.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { endSignIn, insertSignIn, rememberDevice, type SignInMethod } from '../../storage/stores/sign-in-store.ts';
import { awaitFactor, type AwaitedFactor } from './await-factor.ts';
import { isStaff, signInTerms } from './sign-in-terms.ts';

/** The browser that asks. */
export interface Browser {
  address: Uint8Array;
  /** Its lasting token, if it has one. */
  deviceToken: string | undefined;
  /** The sign-in that it had until now: it ends with the new one. */
  formerToken: string | undefined;
  /** As it names itself. */
  userAgent: string | undefined;
  sharedDevice: boolean;
}

export interface MadeSignIn {
  token: string;
  deviceToken: string | undefined;
  staff: boolean;
  /** undefined: until the browser is closed. */
  maxAgeSec: number | undefined;
}

export interface Proven {
  actor: SignedIn;
  method: SignInMethod;
  /** What the device is known under from now on: the account that was named, as a keyed hash. */
  subject: Uint8Array;
  /** Two factors were shown: no other is asked for. */
  isStrong?: boolean;
}

export type Made = MadeSignIn | AwaitedFactor;

const TOKEN_BYTES = 32;

/**
 * Somebody was proven to be who they say: their sign-in begins, in the transaction that took the proof. Where one factor
 * was shown and two are asked for, a step begins instead.
 */
export async function makeSignIn(tx: Tx, services: Services, proven: Proven, browser: Browser): Promise<Made> {
  const awaited = proven.isStrong ? undefined : await awaitFactor(tx, services, proven, browser);
  return awaited ?? begin(tx, services, proven, browser);
}

async function begin(tx: Tx, services: Services, proven: Proven, browser: Browser): Promise<MadeSignIn> {
  const { keys, newId } = services;
  const { actor, method, subject, isStrong = false } = proven;
  const { sharedDevice, formerToken } = browser;
  const { lastsMin, idleMin } = signInTerms(actor, sharedDevice);
  const token = services.token(TOKEN_BYTES);
  const deviceToken = sharedDevice ? undefined : (browser.deviceToken ?? services.token(TOKEN_BYTES));

  if (formerToken !== undefined) await endSignIn(tx, hashToken(formerToken));
  if (deviceToken !== undefined) await rememberDevice(tx, keys.index('device', deviceToken), subject);
  const made = { id: newId(), tokenHash: hashToken(token), person: actor.person, method };
  const device = await sealDevice(tx, keys, made, deviceName(browser.userAgent));
  await insertSignIn(tx, { ...made, device, expiresAt: tx.now + lastsMin * MINUTE, idleMin, sharedDevice, isStrong });
  await recordAudit({ tx, keys, now: tx.now, newId, actor }, 'sign_in.begun', actor.person, {
    method,
    sharedDevice,
    isStrong,
  });

  return { token, deviceToken, staff: isStaff(actor), maxAgeSec: sharedDevice ? undefined : lastsMin * 60 };
}
