import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A word as it could stand in a file: as text of either width, and written out in base64 or hex wherever it begins. */
function formsOf(word: string): [form: string, bytes: Buffer][] {
  const utf8 = Buffer.from(word, 'utf8');
  const wide = Buffer.from(word, 'utf16le');
  const hex = utf8.toString('hex');
  const shifted = [0, 1, 2].map((shift) => {
    // The signs that hang on neither what comes before nor what comes after.
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    const whole = Math.floor((shift + utf8.length) / 3) * 4;
    return text.slice(shift === 0 ? 0 : 4, whole);
  });
  return [
    ['utf-8', utf8],
    ['utf-16le', wide],
    ['utf-16be', Buffer.from(wide).swap16()],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ...shifted.map((text): [string, Buffer] => ['base64', Buffer.from(text)]),
    ...shifted.map((text): [string, Buffer] => [
      'base64url',
      Buffer.from(text.replace(/\+/g, '-').replace(/\//g, '_')),
    ]),
  ];
}

/** Which of the words stand in which of the files, in whatever form. A log of a live server may be gone by then: so is what was in it. */
export function wordsInFiles(files: readonly string[], words: readonly string[]): string[] {
  const found = new Set<string>();
  for (const file of files) {
    const bytes = bytesOf(file);
    for (const word of words) {
      for (const [form, written] of formsOf(word))
        if (bytes.includes(written)) found.add(`${word} as ${form} in ${file}`);
    }
  }
  return [...found];
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** All files below a folder that have anything in them. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isFile() === true && found.size > 0;
    });
}
