import { foldDigits } from '../../../i18n/digits.ts';

/**
 * One row of keys serves two: people type six digits, a hand-held scanner types the QR code's 22 letters within moments.
 * Which of the two it was shows only afterwards, so what is typed is judged once the keys rest.
 */
export interface Typed {
  digits: string;
  /** Everything that came faster than a hand can type. */
  burst: string;
  /** Milliseconds, on whatever clock the keys are timed by. */
  lastAt: number;
}

export const NOTHING_TYPED: Typed = { digits: '', burst: '', lastAt: -Infinity };
export const CODE_LENGTH = 6;
/** Scanners send a key each 1 to 20 ms; the quickest hands need 80. */
const HAND_MS = 60;
/** 16 bytes as base64url are 22 letters; scanners may drop none, but a shorter one is certainly no ticket. */
const TOKEN = /^[A-Za-z0-9_-]{20,80}$/;

export function typedChar(typed: Typed, char: string, at: number): Typed {
  const isFast = at - typed.lastAt < HAND_MS;
  const burst = isFast ? typed.burst + char : char;
  // The first letter of a scan shows that the digits before it were part of it.
  const digits = /\D/.test(burst) ? '' : typed.digits;
  const takes = /^\d$/.test(char) && digits.length < CODE_LENGTH && !/\D/.test(burst);
  return { digits: takes ? digits + char : digits, burst: burst.slice(-80), lastAt: at };
}

export function withoutLast(typed: Typed): Typed {
  return { ...NOTHING_TYPED, digits: typed.digits.slice(0, -1) };
}

/** What can be sent now that the keys rest: a ticket's token, six digits, or nothing yet. */
export function finished({ digits, burst }: Typed): string | undefined {
  if (TOKEN.test(burst)) return burst;
  return digits.length === CODE_LENGTH ? digits : undefined;
}

interface Key {
  code: string;
  key: string;
  shiftKey: boolean;
}

/**
 * The letter that a key stands for on the keyboard that scanners pretend to be, whatever layout the computer has; digits
 * of any script as the layout says them. '' for anything else.
 */
export function charOf({ code, key, shiftKey }: Key): string {
  const digit = foldDigits(key);
  if (/^\d$/.test(digit)) return digit;
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  if (/^(Digit|Numpad)\d$/.test(code)) return shiftKey ? '' : code.slice(-1);
  if (code === 'Minus') return shiftKey ? '_' : '-';
  return '';
}
