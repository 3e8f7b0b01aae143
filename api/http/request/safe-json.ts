import { Refusal, type Fault } from '#domain/refusal.ts';
import { fieldPath } from './input-faults.ts';

/** Nothing that this API takes is deeper than five. */
const MAX_DEPTH = 20;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON as it was meant: UTF-8, no name twice in an object (readers differ on which counts), no `__proto__`, not too deep.
 * @throws Refusal `unreadable`
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes);
    assertPlain(text);
    return JSON.parse(text);
  } catch {
    throw new Refusal('unreadable');
  }
}

/** One walk over the text, before JSON.parse sees it: names of the objects that are open, and how many are. */
function assertPlain(text: string): void {
  const open: (Set<string> | null)[] = [];

  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') {
      if (open.push(char === '{' ? new Set() : null) > MAX_DEPTH) throw new SyntaxError('too deep');
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === '"') {
      const end = stringEnd(text, at);
      const names = open.at(-1);
      if (names && isName(text, end)) addName(names, text.slice(at, end));
      at = end - 1;
    }
  }
}

/** The place after the closing quote of the string that opens at `at`. */
function stringEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  throw new SyntaxError('unclosed');
}

const SPACE = new Set([' ', '\n', '\r', '\t']);

function isName(text: string, from: number): boolean {
  let at = from;
  while (SPACE.has(text[at]!)) at++;
  return text[at] === ':';
}

function addName(names: Set<string>, quoted: string): void {
  const name = JSON.parse(quoted) as string;
  if (name === '__proto__' || names.has(name)) throw new SyntaxError('name twice');
  names.add(name);
}

// NUL and other control characters but line breaks and tabs; embeddings, overrides and isolates that reorder what is read.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/;

export function isPlainText(text: string): boolean {
  return !FORBIDDEN.test(text) && text.isWellFormed();
}

/**
 * Every string in NFC, so that equal texts are equal bytes.
 * @throws Refusal `invalid` with `not_text` for each field that has characters nobody types
 */
export function cleanTexts(value: unknown): unknown {
  const faults: Fault[] = [];
  const cleaned = clean(value, [], faults);
  if (faults.length > 0) throw new Refusal('invalid', {}, faults.slice(0, 50));
  return cleaned;
}

function clean(value: unknown, path: PropertyKey[], faults: Fault[]): unknown {
  if (typeof value === 'string') {
    if (!isPlainText(value)) faults.push({ path: fieldPath(path), code: 'not_text' });
    return value.normalize('NFC');
  }
  if (Array.isArray(value)) return value.map((item, index) => clean(item, [...path, index], faults));
  if (value === null || typeof value !== 'object') return value;

  const cleaned: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) cleaned[name] = clean(item, [...path, name], faults);
  return cleaned;
}
