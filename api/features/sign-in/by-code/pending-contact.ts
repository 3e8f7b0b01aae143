import type { Contact } from '#domain/contact/contact.ts';
import type { Locale } from '#domain/ids.ts';
import type { Keyring } from '../../../storage/sealing/keyring.ts';

/** What a step of a code waits with. Sealed: until it is proven, the contact is nobody's, and has a data key of its own. */
export interface Pending {
  contact: Contact;
  branch: string;
  locale: Locale;
  sharedDevice: boolean;
}

export interface OpenedPending extends Pending {
  /** Becomes the key of the person whom the contact turns out to be, if it is somebody new. */
  wrappedKey: Uint8Array;
}

const CONTEXT = 'sign_in_step.state';

export function sealPending(keys: Keyring, pending: Pending): string {
  const key = keys.newPersonKey();
  const sealed = keys.seal(key, CONTEXT, JSON.stringify(pending));
  return JSON.stringify({ key: base64(key), sealed: base64(sealed) });
}

export function openPending(keys: Keyring, state: string): OpenedPending {
  const { key, sealed } = JSON.parse(state) as { key: string; sealed: string };
  const wrappedKey = Buffer.from(key, 'base64');
  const plain = keys.open(wrappedKey, CONTEXT, Buffer.from(sealed, 'base64'));
  return { ...(JSON.parse(plain) as Pending), wrappedKey };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
