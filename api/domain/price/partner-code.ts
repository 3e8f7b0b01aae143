import { foldCredential } from '../fold-digits.ts';

/** No 0 or O, no 1 or I, and no U, which Y and V are heard as: 31 signs. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const SIGNS = 12;
const GROUP = 4;

/** How many random bytes a code may need at the most; see `codeFrom`. */
export const CODE_BYTES = 64;

/**
 * `K7QM-2XVP-9HTD`: 12 signs of 31, which is 59 bits. Bytes that would make some signs likelier than others are passed
 * over; with 64 of them all but none is ever short.
 *
 * @throws Error when too many bytes had to be passed over.
 */
export function codeFrom(random: Uint8Array): string {
  const fair = 256 - (256 % ALPHABET.length);
  const signs = [...random].filter((byte) => byte < fair).slice(0, SIGNS);
  if (signs.length < SIGNS) throw new Error('too few random bytes for a code');

  const text = signs.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return text.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** The one form that is indexed: `k7qm 2xvp–9htd` is `K7QM2XVP9HTD`. */
export function canonicalCode(typed: string): string {
  return foldCredential(typed)
    .replace(/\p{Pd}/gu, '')
    .toUpperCase();
}
