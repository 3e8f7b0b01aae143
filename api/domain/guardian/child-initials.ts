const MOST_LETTERS = 3;

/** A letter with the marks that stand on it. */
const LETTER = /\p{L}\p{M}*/u;

/**
 * G8: "M. S." of Mia Sofia: what everybody else is shown of a child. `taken` are those of the guardian's other children: twins
 * are told apart by a number. Undefined where there is no letter in it.
 */
export function childInitials(name: string, taken: readonly string[] = []): string | undefined {
  const letters = name
    .split(/[\s\p{Pd}\u200c]+/u)
    .map((word) => LETTER.exec(word)?.[0])
    .filter((letter) => letter !== undefined)
    .slice(0, MOST_LETTERS);
  if (letters.length === 0) return undefined;

  const initials = letters.map((letter) => `${letter.toUpperCase()}.`).join(' ');
  for (let number = 2, told = initials; ; number++) {
    if (!taken.includes(told)) return told;
    told = `${initials} ${number}`;
  }
}
