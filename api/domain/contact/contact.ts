import { foldDigits } from '../fold-digits.ts';
import { callingCodeOf, fromHome } from './calling-code.ts';

export const CONTACT_KINDS = ['phone', 'email'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** One way to reach somebody, as it is compared: E.164, or an address in small letters (A3). */
export interface Contact {
  kind: ContactKind;
  value: string;
}

const MAX_EMAIL = 254;
/** Of the part before the @ what mailboxes really have: nothing that needs quoting, nothing that could name a second one. */
const EMAIL =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;
const E164 = /^\+[1-9]\d{6,14}$/;
const INVISIBLE = /[\u200B-\u200F\u061C\u2060\u2066-\u2069\u202A-\u202E\uFEFF]/g;

/**
 * A3: what somebody typed, read as a phone number or a mail address. `home`: the phone of the library that they look at,
 * whose country a number without its own belongs to. Undefined: neither.
 */
export function readContact(typed: string, home: string): Contact | undefined {
  const text = foldDigits(typed.normalize('NFKC')).replace(INVISIBLE, '').trim();
  return text.includes('@') ? readEmail(text) : readPhone(text, home);
}

function readEmail(text: string): Contact | undefined {
  const value = text.toLowerCase();
  return value.length <= MAX_EMAIL && EMAIL.test(value) ? { kind: 'email', value } : undefined;
}

function readPhone(text: string, home: string): Contact | undefined {
  if (!/^\+?[\d\s()./-]+$/.test(text)) return undefined;
  // Some write the zero of home after the country's code, in brackets: +44 (0)20 …
  const digits = text
    .replace(/^(\+[\d\s]+)\(0\)/, '$1')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  const code = callingCodeOf(home);
  const value = digits.startsWith('+') ? digits : code === undefined ? undefined : fromHome(digits, code);
  return value !== undefined && E164.test(value) ? { kind: 'phone', value } : undefined;
}

/** `+358 ••• 67`, `a•••@home.example`: enough to know one's own by, too little for whoever looks over the shoulder. */
export function maskContact({ kind, value }: Contact): string {
  if (kind === 'phone') return `+${callingCodeOf(value) ?? ''} ••• ${value.slice(-2)}`;
  const at = value.lastIndexOf('@');
  return `${[...value][0]}•••${value.slice(at)}`;
}
