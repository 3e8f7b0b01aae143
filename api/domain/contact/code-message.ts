import type { Locale } from '../ids.ts';
import type { ContactKind } from './contact.ts';
import { CODE_MIN } from './one-time-code.ts';

/**
 * What a message with a code says (A5). Others may read it on a locked screen: it names no service and no appointment, and
 * "library" alone says who it is from. Latin digits in every language, since phones offer those to be filled in.
 */
interface CodeWords {
  subject: string;
  /** For a phone: one text of 70 signs where the script allows no more. */
  short: string;
  long: string;
}

const WORDS: Record<Locale, (code: string, minutes: string) => CodeWords> = {
  en: (code, minutes) => ({
    subject: 'Your code for the library’s page',
    short: `${code} is your code for the library’s page. It works for ${minutes} minutes.`,
    long: `It works for ${minutes} minutes and once.\n\nIf you did not ask for it, you need do nothing: nobody gets in without it.`,
  }),
  fa: (code, minutes) => ({
    subject: 'کد شما برای صفحهٔ کتابخانه',
    short: `کد شما برای صفحهٔ کتابخانه: ${code}\nتا ${minutes} دقیقه کار می‌کند.`,
    long: `تا ${minutes} دقیقه و یک بار کار می‌کند.\n\nاگر شما نخواسته‌اید، کاری لازم نیست: بدون این کد کسی وارد نمی‌شود.`,
  }),
  fi: (code, minutes) => ({
    subject: 'Koodisi kirjaston sivulle',
    short: `${code} on koodisi kirjaston sivulle. Se toimii ${minutes} minuuttia.`,
    long: `Se toimii ${minutes} minuuttia ja kerran.\n\nJos et pyytänyt sitä, sinun ei tarvitse tehdä mitään: ilman koodia kukaan ei pääse sisään.`,
  }),
  sl: (code, minutes) => ({
    subject: 'Vaša koda za stran knjižnice',
    short: `${code} je vaša koda za stran knjižnice. Velja ${minutes} minut.`,
    long: `Velja ${minutes} minut in samo enkrat.\n\nČe je niste zahtevali, vam ni treba storiti ničesar: brez nje ne more vstopiti nihče.`,
  }),
  uk: (code, minutes) => ({
    subject: 'Ваш код для сторінки бібліотеки',
    short: `${code} — ваш код для сторінки бібліотеки. Діє ${minutes} хвилин.`,
    long: `Він діє ${minutes} хвилин і лише один раз.\n\nЯкщо ви його не просили, нічого робити не треба: без нього ніхто не ввійде.`,
  }),
};

export function codeMessage(locale: Locale, kind: ContactKind, code: string): { subject: string; text: string } {
  const { subject, short, long } = WORDS[locale](code, String(CODE_MIN));
  return { subject, text: kind === 'phone' ? short : `${subject}:\n\n${code}\n\n${long}\n` };
}
