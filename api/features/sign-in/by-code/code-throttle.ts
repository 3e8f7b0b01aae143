import type { Settings } from '#domain/settings.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import type { Keyring } from '../../../storage/sealing/keyring.ts';
import { isKnownDevice } from '../../../storage/stores/sign-in-store.ts';
import { countTry } from '../../../storage/stores/throttle-store.ts';
import { countCaller } from '../caller-limits.ts';

/** From where a code is asked for. */
export interface CodeSource {
  address: Uint8Array;
  deviceToken: string | undefined;
  /** Of the step that waits in this browser already. */
  stepToken: string | undefined;
}

/** A stranger cannot fill somebody's phone, nor try many codes of one contact: five an hour, ten a day. */
const CONTACT = [
  { windowMin: 60, most: 5 },
  { windowMin: 24 * 60, most: 10 },
];

/**
 * Counts a message before it is sent. Too many for one contact are not sent and not spoken of: an answer would tell a stranger
 * that somebody signs in at this hour. A device that this contact has signed in from is counted apart, so that a stranger's
 * asking keeps nobody out.
 * @returns whether the message goes out
 * @throws Refusal `too_many_tries` for the address and the site
 */
export async function countCode(
  tx: Tx,
  { keys, settings }: { keys: Keyring; settings: Settings },
  { subject, address, deviceToken }: CodeSource & { subject: Uint8Array },
): Promise<boolean> {
  const device = deviceToken === undefined ? undefined : keys.index('device', deviceToken);
  const isKnown = device !== undefined && (await isKnownDevice(tx, device, deviceSubject(keys, subject)));
  const from = isKnown ? base64(device) : 'unknown';

  let isWelcome = true;
  for (const { windowMin, most } of CONTACT) {
    const counted = keys.index('throttle', `code ${windowMin} ${from} ${base64(subject)}`);
    isWelcome = (await countTry(tx, counted, windowMin)) <= most;
    // What the hour keeps back does not use up the day.
    if (!isWelcome) break;
  }
  const { codesPerAddress: perAddress, codesPerSite: perSite } = settings;
  await countCaller(tx, keys, { what: 'code', address, perAddress, perSite });
  return isWelcome;
}

/** What a device is known under once a contact has signed in from it. */
export function deviceSubject(keys: Keyring, contact: Uint8Array): Uint8Array {
  return keys.index('throttle', `device of contact ${base64(contact)}`);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
