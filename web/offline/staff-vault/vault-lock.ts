import type { Instant } from '#domain/ids.ts';
import { deviceNow } from '../../platform/clock.ts';
import { hashText } from '../../platform/text-hash.ts';
import { toBase64url } from '../outbox/base64url.ts';
import { reshelve, shelve, shelved, unshelve } from './staff-shelf.ts';

/**
 * The key of the staff vault, wrapped by a short PIN. Four digits alone fall to whoever copies the disk and counts to ten
 * thousand, so a key that no script can read out goes into the wrapping too, and after five wrong tries there is nothing left
 * to open. While the vault is open, its key lies on the disk as a handle that cannot be read out, and a reload stays open.
 */

interface Lock {
  /** Who it belongs to, for telling another person from the same one; names nobody. */
  owner: string;
  salt: Uint8Array<ArrayBuffer>;
  deviceKey: CryptoKey;
  wrapped: ArrayBuffer;
  idleMs: number;
  tries: number;
}

interface OpenKey {
  key: CryptoKey;
  seenAt: Instant;
}

export type Opened = { is: 'open'; key: CryptoKey } | { is: 'wrong'; triesLeft: number } | { is: 'gone' };

export const MAX_TRIES = 5;
const ROUNDS = 300_000;
const LOCK = 'lock';
const OPEN = 'open';

/** @param pin 4 to 8 Latin digits. The vault is open afterwards. */
export async function makeLock(person: string, pin: string, idleMs: number): Promise<CryptoKey> {
  const { subtle } = crypto;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const deviceKey = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' } as HmacKeyGenParams, false, ['sign']);
  const fresh = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const wrapping = await wrappingKey(pin, salt, deviceKey);
  const wrapped = await subtle.wrapKey('raw', fresh, wrapping, 'AES-KW');
  const key = await unwrapped(wrapped, wrapping);
  const owner = await ownerOf(person, salt);
  await shelve(LOCK, { owner, salt, deviceKey, wrapped, idleMs, tries: 0 } satisfies Lock);
  await shelve(OPEN, { key, seenAt: deviceNow() } satisfies OpenKey);
  return key;
}

export async function openLock(pin: string): Promise<Opened> {
  // Counted before it is tried: a page that is closed in between has tried all the same.
  const lock = await reshelve<Lock>(LOCK, (before) => ({ ...before, tries: before.tries + 1 }));
  if (!lock || lock.tries > MAX_TRIES) return { is: 'gone' };

  try {
    const key = await unwrapped(lock.wrapped, await wrappingKey(pin, lock.salt, lock.deviceKey));
    await reshelve<Lock>(LOCK, (before) => ({ ...before, tries: 0 }));
    await shelve(OPEN, { key, seenAt: deviceNow() } satisfies OpenKey);
    return { is: 'open', key };
  } catch {
    const triesLeft = MAX_TRIES - lock.tries;
    return triesLeft > 0 ? { is: 'wrong', triesLeft } : { is: 'gone' };
  }
}

/** The key, where the vault was left open and not for longer than it may stand idle. Otherwise it is locked by this. */
export async function keyLeftOpen(): Promise<CryptoKey | undefined> {
  const [lock, open] = await Promise.all([shelved<Lock>(LOCK), shelved<OpenKey>(OPEN)]);
  if (!open) return undefined;

  const idle = deviceNow() - open.seenAt;
  if (lock && idle >= 0 && idle < lock.idleMs) return open.key;
  await unshelve(OPEN);
  return undefined;
}

/** Somebody is at work: also told to a page that is loaded anew. */
export async function seenAtWork(at: Instant): Promise<void> {
  await reshelve<OpenKey>(OPEN, (open) => ({ ...open, seenAt: Math.max(open.seenAt, at) }));
}

export async function closeLock(): Promise<void> {
  await unshelve(OPEN);
}

/** Undefined: there is no vault here. */
export async function lockOn(): Promise<{ triesLeft: number; idleMs: number } | undefined> {
  const lock = await shelved<Lock>(LOCK);
  return lock && { triesLeft: Math.max(0, MAX_TRIES - lock.tries), idleMs: lock.idleMs };
}

/** Undefined: there is no vault here. */
export async function isVaultOf(person: string): Promise<boolean | undefined> {
  const lock = await shelved<Lock>(LOCK);
  return lock && lock.owner === (await ownerOf(person, lock.salt));
}

const ownerOf = (person: string, salt: Uint8Array) => hashText(`${toBase64url(salt)} ${person}`);

async function wrappingKey(pin: string, salt: Uint8Array<ArrayBuffer>, deviceKey: CryptoKey): Promise<CryptoKey> {
  const { subtle } = crypto;
  const typed = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const slow = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, typed, 256);
  const bits = await subtle.sign('HMAC', deviceKey, slow);
  return subtle.importKey('raw', bits, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
}

function unwrapped(wrapped: ArrayBuffer, wrapping: CryptoKey): Promise<CryptoKey> {
  const usages: KeyUsage[] = ['encrypt', 'decrypt'];
  return crypto.subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', { name: 'AES-GCM' }, false, usages);
}
