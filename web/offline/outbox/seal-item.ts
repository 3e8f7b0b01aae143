import type { CheckInItem, SealedItem } from '#contract/check-ins.ts';
import { toBase64url } from './base64url.ts';

/** A device's right to deliver, as this device holds it. Neither key can be read out. */
export interface DeviceGrant {
  grant: string;
  /** ECDSA P-256, signs. */
  signKey: CryptoKey;
  /** ECDH P-256, the server's. */
  serverKey: CryptoKey;
  expiresAt: string;
}

const VERSION = 1;
const IV_BYTES = 12;
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;

/**
 * Closes an item so that only the server can read it and nobody can change it, also who uses this device next.
 * `sealed` = version ‖ ephemeral public key (65) ‖ iv (12) ‖ AES-256-GCM of the item's JSON; the signature is over those bytes.
 */
export async function sealItem(item: CheckInItem, { grant, signKey, serverKey }: DeviceGrant): Promise<SealedItem> {
  const { subtle } = crypto;
  const text = new TextEncoder();
  const once = await subtle.generateKey(P256, false, ['deriveBits']);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: serverKey }, once.privateKey, 256);
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: text.encode(`quietroom item v1 ${grant}`) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const closed = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: text.encode(grant) },
    key,
    text.encode(JSON.stringify(item)),
  );
  const sealed = joined([Uint8Array.of(VERSION), await rawKey(once.publicKey), iv, new Uint8Array(closed)]);
  const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signKey, sealed);
  return { grant, sealed: toBase64url(sealed), signature: toBase64url(new Uint8Array(signature)) };
}

async function rawKey(key: CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
