import { createDecipheriv, createECDH, createPublicKey, generateKeyPairSync, hkdfSync } from 'node:crypto';
import type { Database } from '../engine/database.ts';
import { putMetaOnce, readMeta } from '../meta-store.ts';
import type { Keyring } from './keyring.ts';

/** The key to which devices seal what they will deliver: one for all processes, as old as the database. */
export interface DeliveryKey {
  /** SPKI, base64url. */
  readonly publicKey: string;
  /** What was sealed under the grant. @throws Error when it was not, or was changed since. */
  open(sealed: Uint8Array, grant: string): Buffer;
}

const CURVE = 'prime256v1';
const CONTEXT = 'delivery-key';
const VERSION = 1;
const POINT_BYTES = 65;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + POINT_BYTES + IV_BYTES;

/** As it stands in the database: the private half under a data key of its own, wrapped by the master key. */
interface StoredKey {
  publicKey: string;
  wrappedKey: string;
  sealed: string;
}

/** Reads the key; makes it where there is none yet. Of two processes that start at once, both end with the same. */
export async function loadDeliveryKey(database: Database, keys: Keyring): Promise<DeliveryKey> {
  const stored =
    (await readMeta(database.reader, 'delivery_key')) ??
    (await database.write((tx) => putMetaOnce(tx, 'delivery_key', JSON.stringify(newKey(keys)))));
  const { publicKey, wrappedKey, sealed } = JSON.parse(stored) as StoredKey;
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(keys.open(fromText(wrappedKey), CONTEXT, fromText(sealed)), 'base64url');
  return { publicKey, open: (closed, grant) => openSealed(ecdh, closed, grant) };
}

/** As it stands in the database, its data key wrapped by the present wrapping key. */
export function rewrapDeliveryKey(keys: Keyring, stored: string): string {
  const key = JSON.parse(stored) as StoredKey;
  const wrappedKey = Buffer.from(keys.rewrap(fromText(key.wrappedKey))).toString('base64url');
  return JSON.stringify({ ...key, wrappedKey });
}

/** The device's public key for ECDSA, or undefined for anything that is none on P-256. `key`: SPKI. */
export function isSigningKey(key: Uint8Array): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
      key: Buffer.from(key),
      format: 'der',
      type: 'spki',
    });
    return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === CURVE;
  } catch {
    return false;
  }
}

function newKey(keys: Keyring): StoredKey {
  const pair = generateKeyPairSync('ec', { namedCurve: CURVE });
  const wrappedKey = keys.newPersonKey();
  const secret = pair.privateKey.export({ format: 'jwk' }).d ?? '';
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    wrappedKey: Buffer.from(wrappedKey).toString('base64url'),
    sealed: Buffer.from(keys.seal(wrappedKey, CONTEXT, secret)).toString('base64url'),
  };
}

/**
 * version (1) · ephemeral public key, uncompressed (65) · iv (12) · ciphertext · tag (16). AES-256-GCM under
 * HKDF-SHA256(ECDH, 32 zero bytes, "quietroom item v1 " + grant); the grant is bound as associated data.
 */
function openSealed(ecdh: ReturnType<typeof createECDH>, sealed: Uint8Array, grant: string): Buffer {
  if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES + TAG_BYTES) throw new Error('not a sealed item');
  const point = sealed.subarray(1, 1 + POINT_BYTES);
  const info = Buffer.from(`quietroom item v1 ${grant}`, 'utf8');
  // A point that is not on the curve is refused here.
  const key = hkdfSync('sha256', ecdh.computeSecret(point), Buffer.alloc(32), info, 32);

  const end = sealed.length - TAG_BYTES;
  const iv = sealed.subarray(1 + POINT_BYTES, HEAD_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(grant, 'utf8'))
    .setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES, end)), decipher.final()]);
}

function fromText(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}
