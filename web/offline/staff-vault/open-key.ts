import { vaultMemory } from '../vault.ts';

/** The key of the staff vault while it is open. It lies with the rest that is forgotten when the vault is emptied. */

const NAME = 'staff key';
const watchers = new Set<() => void>();

export const openKey = () => vaultMemory.get(NAME) as CryptoKey | undefined;

export function setOpenKey(key: CryptoKey | undefined): void {
  if (key) vaultMemory.set(NAME, key);
  else vaultMemory.delete(NAME);
  for (const watcher of watchers) watcher();
}

/** What can be read has changed. */
export function onOpenKey(watcher: () => void): void {
  watchers.add(watcher);
}
