import type { Passkey, PasskeyOptions } from '#contract/account/passkeys.ts';
import { call } from '../api-client.ts';
import { Problem } from '../problem.ts';

/** The browser's part in making and using passkeys. Its library comes when somebody presses for one. */
const library = () => import('@simplewebauthn/browser');

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

/** Browsers keep passkeys for names, never for bare addresses: `localhost`, not `127.0.0.1`. */
export function canKeepPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && !ADDRESS.test(location.hostname);
}

const post = <T>(path: string, body: object = {}) => call<T>(path, { method: 'POST', body });

/** @throws Problem `unclear` where the person or the device thought better of it */
export async function makePasskey(name: string): Promise<Passkey> {
  const optionsJSON = await post<PasskeyOptions>('/api/me/passkeys/options');
  const { startRegistration } = await library();
  const credential = await askDevice(() => startRegistration({ optionsJSON: optionsJSON as never }));
  return post<Passkey>('/api/me/passkeys', { name, credential });
}

/** @throws Problem `sign_in_failed` where no passkey was shown, or not a good one */
export async function signInWithPasskey(sharedDevice: boolean): Promise<void> {
  const optionsJSON = await post<PasskeyOptions>('/api/sign-in/passkey/options');
  const { startAuthentication } = await library();
  const credential = await askDevice(
    () => startAuthentication({ optionsJSON: optionsJSON as never }),
    'sign_in_failed',
  );
  await post<void>('/api/sign-in/passkey', { credential, ...(sharedDevice && { sharedDevice }) });
}

/** Whatever the device says no with, nothing has happened. */
async function askDevice<T>(ask: () => Promise<T>, code: 'unclear' | 'sign_in_failed' = 'unclear'): Promise<T> {
  try {
    return await ask();
  } catch {
    throw new Problem(code);
  }
}
