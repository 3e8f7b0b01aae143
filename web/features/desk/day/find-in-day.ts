import type { DeskDay, DeskRow } from '#contract/desk.ts';
import { foldDigits } from '../../../i18n/digits.ts';

/** Somebody stands at the counter and says a name, six digits or a card's number, or holds out a slip. */

export type Sought = { by: 'code'; code: string } | { by: 'card'; card: string } | { by: 'alias'; alias: string };

const CODE_DIGITS = 6;

/** Six digits are a ticket's code, more of them a card; everything else is an alias. */
export function soughtIn(typed: string): Sought | undefined {
  const text = foldDigits(typed.normalize('NFC')).trim();
  if (text === '') return undefined;

  const digits = text.replace(/[\s\u200c-]/g, '');
  if (/^\d+$/.test(digits) && digits.length === CODE_DIGITS) return { by: 'code', code: digits };
  if (/^\d+$/.test(digits) && digits.length > CODE_DIGITS) return { by: 'card', card: digits };
  return { by: 'alias', alias: text };
}

/** Letters that one keyboard has and another has not are the same here: Arabic and Persian kaf and yeh, capitals, marks. */
export function foldName(name: string): string {
  return foldDigits(name)
    .normalize('NFKD')
    .replace(/\p{M}|[\u200c\u200d]/gu, '')
    .replaceAll('\u0643', '\u06a9')
    .replaceAll('\u064a', '\u06cc')
    .toLowerCase()
    .trim();
}

/** The alias begins with what was said, or one of its words does. */
export function rowsByAlias(rows: readonly DeskRow[], alias: string): DeskRow[] {
  const wanted = foldName(alias);
  return rows.filter((row) => {
    const name = foldName(row.alias);
    return name.startsWith(wanted) || name.split(/\s+/).some((word) => word.startsWith(wanted));
  });
}

/** The day holds codes as keyed hashes only: what is said is hashed in the same way, so that this works offline. */
export async function rowsByCode({ codeKey, rows }: Pick<DeskDay, 'codeKey' | 'rows'>, code: string) {
  const mac = await keyedHash(codeKey, code);
  return rows.filter(({ codeMac }) => codeMac !== undefined && codeMac === mac);
}

export async function rowsByToken({ codeKey, rows }: Pick<DeskDay, 'codeKey' | 'rows'>, token: string) {
  const mac = await keyedHash(codeKey, token);
  return rows.filter(({ tokenMac }) => tokenMac !== undefined && tokenMac === mac);
}

/** HMAC-SHA256, both key and result base64url. */
async function keyedHash(key: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const hmac = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
