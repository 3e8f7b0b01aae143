import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#domain/ids.ts';

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, half a minute. */
const TERMS = { algorithm: 'SHA1', digits: 6, period: 30 };
const STEP_MS = TERMS.period * 1000;
/** A clock may be one step early or late. */
const DRIFT_STEPS = 1;
/** As long as the hash's output (RFC 4226, 4). */
export const SECRET_BYTES = 20;

/** Base32, from random bytes. */
export function secretFrom(random: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(random).buffer }).base32;
}

/** What an app reads from a QR code. The label is all that it shows on somebody's phone. */
export function keyUri(secret: string, label: string): string {
  return new TOTP({ ...TERMS, secret, issuer: 'Quietroom', label }).toString();
}

/** The step that a code belongs to, among those that may be meant now. */
export function stepOfCode(secret: string, code: string, now: Instant): number | undefined {
  const totp = new TOTP({ ...TERMS, secret });
  const delta = totp.validate({ token: code, timestamp: now, window: DRIFT_STEPS });
  return delta === null ? undefined : Math.floor(now / STEP_MS) + delta;
}
