import { digitsFrom } from '../code-card.ts';

/** So long a code works, in minutes. The words of code-message.ts are right for numbers that take the form of many. */
export const CODE_MIN = 10;
/** Of 100,000,000 codes so many are tried in one browser. */
export const CODE_TRIES = 5;
/** Asked for once more in the same browser after so long. */
export const CODE_AGAIN_SEC = 60;

const DIGITS = 8;

/** So many random bytes it needs. */
export const CODE_BYTES = 16;

/** `48210937`. */
export function drawCode(random: Uint8Array): string {
  return digitsFrom(random, DIGITS);
}
