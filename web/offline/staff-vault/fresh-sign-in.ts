import { vaultMemory } from '../vault.ts';

/**
 * A PIN is chosen by who has just typed the password, in this page, and by nobody else: a locked screen whose vault lives in
 * memory, or was cleared away, must not be opened by loading it anew.
 */

const NAME = 'staff signed in';

export function passwordWasTyped(person: string): void {
  vaultMemory.set(NAME, person);
}

export const hasJustSignedIn = (person: string) => vaultMemory.get(NAME) === person;

/** The PIN is chosen. */
export function pinWasChosen(): void {
  vaultMemory.delete(NAME);
}
