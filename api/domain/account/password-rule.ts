/** Shorter ones are guessed; longer ones than this are no passwords, but work for our hash. */
export const PASSWORD_LENGTH = { least: 12, most: 200 };

export type PasswordFault = 'too_small' | 'common' | 'own_name';

/** What is left of a guessable thing when it is taken away: fewer letters make no secret. */
const FEW = 4;

/**
 * F10: long, and none that is tried first: no demand of signs, capitals or months, which make passwords worse
 * (NIST SP 800-63B-4, 3.1.1.2). `own`: the person's id and name and the library's, in any language.
 */
export function passwordFault(
  password: string,
  about: { own: Iterable<string>; isCommon: (text: string) => boolean },
): PasswordFault | undefined {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < PASSWORD_LENGTH.least) return 'too_small';
  if (isOwn(text, about.own)) return 'own_name';
  if (isGuessable(text, about.isCommon)) return 'common';
  return undefined;
}

/** In the list as it is, without the digits and signs around it, or the same thing over and over. */
function isGuessable(text: string, isCommon: (text: string) => boolean): boolean {
  const unit = unitOf(text);
  if (unit.length <= FEW) return true;
  const bare = unit.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [text, unit, bare, unitOf(bare)].some((part) => part !== '' && isCommon(part));
}

/** `abcabcabc` is `abc`. */
function unitOf(text: string): string {
  const length = (text + text).indexOf(text, 1);
  return text.slice(0, length);
}

function isOwn(text: string, own: Iterable<string>): boolean {
  const letters = lettersOf(text);
  const words = [...own]
    .flatMap((name) => [name, ...name.split(/[^\p{L}\p{M}]+/u)])
    .map(lettersOf)
    .filter((word) => word.length >= FEW)
    .toSorted((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest !== letters && rest.length < FEW;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}]/gu, '');
}
