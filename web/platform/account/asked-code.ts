import type { Instant } from '#domain/ids.ts';
import { deviceNow } from '../clock.ts';

/**
 * That this tab waits for a code, and since when, so that a phone which drops the page while its owner reads the message goes on
 * where it was. Not to whom: what was typed stays in memory. It goes with the tab, and with "Leave".
 */

const KEY = 'quietroom-asked-code';
/** As long as a code works. */
const WAITS_MS = 10 * 60_000;

/** What for: signing in, or a contact to be added. */
export type CodePurpose = 'sign-in' | 'contact';

export function rememberAskedCode(purpose: CodePurpose, at: Instant): void {
  try {
    sessionStorage.setItem(`${KEY}-${purpose}`, String(at));
  } catch {
    // A browser that stores nothing waits for as long as the page is open.
  }
}

/** When the code was asked for, if it may still work. */
export function askedCodeAt(purpose: CodePurpose): Instant | undefined {
  try {
    const at = Number(sessionStorage.getItem(`${KEY}-${purpose}`));
    return at > 0 && deviceNow() - at < WAITS_MS ? at : undefined;
  } catch {
    return undefined;
  }
}

export function forgetAskedCode(purpose: CodePurpose): void {
  try {
    sessionStorage.removeItem(`${KEY}-${purpose}`);
  } catch {
    return;
  }
}
