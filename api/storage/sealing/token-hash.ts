import { createHash } from 'node:crypto';

/** What stands in the database instead of a random token: 256 bits need neither salt nor slowness. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
