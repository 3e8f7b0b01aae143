import { clear, createStore, del, get, getMany, set, update, type UseStore } from 'idb-keyval';
import type { Instant } from '#domain/ids.ts';
import { preferences } from '../platform/preferences.ts';
import { deviceNow } from '../platform/clock.ts';
import { serverTime } from '../platform/server-clock.ts';

/**
 * The person's own things on the device, for the hours without a network: sealed with AES-GCM under a key that no script
 * can read out. On a shared device they stay in this tab's memory, and so they do where the browser stores nothing.
 */

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

export interface FromVault<T> {
  value: T;
  /** Server time: what "as of" says. */
  asOf: string;
}

interface Kept<T> extends FromVault<T> {
  keepUntil: Instant;
}

/** What this tab keeps where nothing is stored. Whoever keeps a person's things here has them forgotten with the rest. */
export const vaultMemory = new Map<string, unknown>();
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('quietroom');

/** How often all was forgotten here: what was on its way into the vault by then stays out. */
let forgotten = 0;
let last: Promise<void> = Promise.resolve();

let store: UseStore | undefined;
export const vault = () => (store ??= createStore('quietroom-vault', 'vault'));

async function vaultKey(): Promise<CryptoKey> {
  const kept = await get<CryptoKey>('key', vault());
  if (kept) return kept;

  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  let key = fresh;
  // Two tabs may get here at once: the first one's key counts.
  await update<CryptoKey>('key', (first) => (key = first ?? fresh), vault());
  return key;
}

export function keepInVault<T>(name: string, value: T, asOf: string, keepUntil: Instant): Promise<void> {
  return inTurn((isForgotten) => put(name, { value, asOf, keepUntil }, isForgotten));
}

/** As `keepInVault`, made of what is kept: nothing is kept between the two, and what is forgotten between them stays so. */
export function changeInVault<T>(name: string, change: (known: FromVault<T> | undefined) => Kept<T>): Promise<void> {
  return inTurn(async (isForgotten) => put(name, change(await takeFromVault<T>(name)), isForgotten));
}

function inTurn(work: (isForgotten: () => boolean) => Promise<void>): Promise<void> {
  const before = forgotten;
  const run = () => work(() => before !== forgotten);
  return (last = last.then(run, run));
}

async function put(name: string, kept: Kept<unknown>, isForgotten: () => boolean): Promise<void> {
  if (isForgotten()) return;
  vaultMemory.set(name, kept);
  if (preferences().sharedDevice) return;

  try {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(kept));
    const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await vaultKey(), plain);
    if (!isForgotten()) await set(`sealed:${name}`, { iv, bytes } satisfies Sealed, vault());
  } catch {
    // No storage to be had, or it is full: it stays in memory for as long as the page is open.
  }
}

/** Undefined when there is nothing, or it is past its time, which is then deleted. */
export async function takeFromVault<T>(name: string): Promise<FromVault<T> | undefined> {
  const kept = (vaultMemory.get(name) as Kept<T> | undefined) ?? (await opened<T>(name));
  if (!kept) return undefined;
  if (kept.keepUntil > serverTime(deviceNow())) return kept;

  await forgetInVault(name);
  return undefined;
}

async function opened<T>(name: string): Promise<Kept<T> | undefined> {
  try {
    const found: unknown[] = await getMany(['key', `sealed:${name}`], vault());
    const [key, sealed] = found as [CryptoKey | undefined, Sealed | undefined];
    if (!key || !sealed) return undefined;
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(plain)) as Kept<T>;
  } catch {
    return undefined;
  }
}

/** Whether the browser keeps anything beyond this page. */
export async function doesVaultLast(): Promise<boolean> {
  if (preferences().sharedDevice) return false;
  return vaultKey().then(
    () => true,
    () => false,
  );
}

export async function forgetInVault(name: string): Promise<void> {
  vaultMemory.delete(name);
  await whereStored(() => del(`sealed:${name}`, vault()));
}

/** On sign-out: key first, so that what is left cannot be read even if the rest fails; in every tab. */
export async function emptyVault(): Promise<void> {
  forgotten++;
  vaultMemory.clear();
  channel?.postMessage('signed-out');
  await whereStored(() => del('key', vault()));
  await whereStored(() => clear(vault()));
}

/** A browser that stores nothing has nothing to forget. */
async function whereStored(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    return;
  }
}

/** Another tab signed out: nothing of the person may stay on this screen. */
export function onSignedOutElsewhere(forget: () => void): void {
  channel?.addEventListener('message', ({ data }) => {
    if (data !== 'signed-out') return;
    forgotten++;
    vaultMemory.clear();
    forget();
  });
}
