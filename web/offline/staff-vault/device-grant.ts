import { deviceNow } from '../../platform/clock.ts';
import { heardServerTime, serverTime } from '../../platform/server-clock.ts';
import { staffApi } from '../../platform/staff-api.ts';
import { fromBase64url, toBase64url } from '../outbox/base64url.ts';
import type { DeviceGrant } from '../outbox/seal-item.ts';
import { shelve, shelved, unshelve } from './staff-shelf.ts';

/** This device's right to deliver what the person who is signed in does on it. Its keys go with the sign-out. */

const GRANT = 'grant';
/** Asked for anew in good time: a grant lasts 30 days. */
const RENEW_MS = 7 * 24 * 3_600_000;

let asking: Promise<DeviceGrant> | undefined;

export function currentGrant(): Promise<DeviceGrant | undefined> {
  return shelved<DeviceGrant>(GRANT);
}

/** The grant at hand, else a new one. @throws Problem where there is none and the server does not give one */
export async function haveGrant(): Promise<DeviceGrant> {
  const grant = await currentGrant();
  return grant ?? askForGrant();
}

/** With a network: a grant that ends soon, or one that the server does not take any more, is replaced. */
export async function renewGrant(): Promise<void> {
  const grant = await currentGrant();
  if (grant && Date.parse(grant.expiresAt) - serverTime(deviceNow()) > RENEW_MS) return;
  await askForGrant();
}

/** The server has ended it: nothing more is signed with it. */
export async function dropGrant(ended: string): Promise<void> {
  if ((await currentGrant())?.grant === ended) await unshelve(GRANT);
}

function askForGrant(): Promise<DeviceGrant> {
  return (asking ??= ask().finally(() => (asking = undefined)));
}

async function ask(): Promise<DeviceGrant> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const key = toBase64url(new Uint8Array(await subtle.exportKey('spki', pair.publicKey)));
  const device = await staffApi.grantDevice({ key });
  heardServerTime(device.asOf);
  const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
  const serverKey = await subtle.importKey('spki', fromBase64url(device.serverKey), ecdh, false, []);
  const grant = { grant: device.grant, signKey: pair.privateKey, serverKey, expiresAt: device.expiresAt };
  await shelve(GRANT, grant);
  return grant;
}
