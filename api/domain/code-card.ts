/** A code card: a number and a PIN to sign in with, for somebody who gives no name (K5). */

const DIGITS = 11;
const PIN_DIGITS = 6;
const GROUP = 4;

/** So many random bytes each of the two needs: enough that no digit is noticeably likelier. */
export const CODE_CARD_BYTES = 16;

/** `8204 5517 9036`: twelve digits, the first an 8, as on a library's card. Spaces are folded at sign-in. */
export function codeCardNumber(random: Uint8Array): string {
  const digits = `8${digitsFrom(random, DIGITS)}`;
  return digits.match(new RegExp(`.{${GROUP}}`, 'g'))!.join(' ');
}

/** `402918`: six digits, since nobody chose them and nobody has to remember them without the card. */
export function codeCardPin(random: Uint8Array): string {
  return digitsFrom(random, PIN_DIGITS);
}

/** So many digits, zeros in front kept. */
export function digitsFrom(random: Uint8Array, count: number): string {
  const drawn = random.slice(0, CODE_CARD_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(drawn % 10n ** BigInt(count)).padStart(count, '0');
}
