import { MINUTE, type Instant } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** One person's right to act for a child. */
export interface Guardianship {
  id: string;
  guardian: string;
  child: string;
  since: Instant;
}

/** G9 */
export const MOST_GUARDIANS = 2;
/** G8: those that were given up within the year included, so that nobody is had anew for what is allowed once. */
export const MOST_CHILDREN = 6;
export const COUNTED_FOR_MS = 365 * 24 * 60 * MINUTE;

/** G9: long enough to reach somebody, short enough for a link that was lost. */
export const LINK_LASTS_MS = 48 * 60 * MINUTE;

/** G10: who added the child, or who has been there longest since they went. */
export function firstGuardian(guardians: readonly Guardianship[]): Guardianship | undefined {
  return inOrder(guardians)[0];
}

/** The first one first. */
export function inOrder(guardians: readonly Guardianship[]): Guardianship[] {
  return guardians.toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** G9: only the first names another, and only while there is none. @throws Refusal `forbidden`, `wrong_state` */
export function assertMayName(guardians: readonly Guardianship[], by: string): void {
  if (firstGuardian(guardians)?.guardian !== by) throw new Refusal('forbidden');
  assertHasPlace(guardians);
}

/** @throws Refusal `wrong_state` */
export function assertHasPlace(guardians: readonly Guardianship[]): void {
  if (guardians.length >= MOST_GUARDIANS) throw new Refusal('wrong_state', { state: 'two_guardians' });
}

/**
 * G10: everybody gives up their own, the first ends the second; nobody but the desk ends the first.
 * @throws Refusal `not_found`, `forbidden`
 */
export function guardianshipToEnd(guardians: readonly Guardianship[], id: string, by: string): Guardianship {
  const found = guardians.find((one) => one.id === id);
  if (!found) throw new Refusal('not_found');
  if (found.guardian !== by && firstGuardian(guardians)?.guardian !== by) throw new Refusal('forbidden');
  return found;
}
