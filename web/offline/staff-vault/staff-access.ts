import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Me } from '#contract/sign-in.ts';
import { deviceNow } from '../../platform/clock.ts';
import { meQuery } from '../../platform/queries/me-query.ts';
import { STAFF } from '../../platform/queries/staff/staff-write.ts';
import { emptyVault } from '../vault.ts';
import { renewGrant } from './device-grant.ts';
import { forgetFormerStaff } from './former-staff.ts';
import { hasJustSignedIn, pinWasChosen } from './fresh-sign-in.ts';
import { restoreDays } from './keep-days.ts';
import { openKey, setOpenKey } from './open-key.ts';
import { recallClock } from '../at-work/remembered-clock.ts';
import { forgetPastRecords, keepRecord, takeRecord } from './staff-records.ts';
import { tellTabs } from '../at-work/staff-tabs.ts';
import { closeLock, isVaultOf, keyLeftOpen, lockOn, makeLock, openLock } from './vault-lock.ts';

/** Whether what staff see may be on screen, in this tab. */
export type StaffAccess =
  | { is: 'loading' }
  /** Nobody of staff is signed in and nothing is kept here. `isCut`: the server could not be asked. */
  | { is: 'signed-out'; isCut: boolean; me?: Me | null }
  | { is: 'choose-pin'; me: Me }
  | { is: 'locked'; triesLeft: number }
  /** `needsSignIn`: what is kept may be read and things may be recorded, but the server wants to know again who it is. */
  | { is: 'open'; me: Me; needsSignIn: boolean };

const PROFILE = 'profile';
const MINUTE_MS = 60_000;
/** A desk stands in the open; a counsellor's phone has a lock of its own besides. */
const IDLE_MS: Partial<Record<Me['role'], number>> = { desk: 2 * MINUTE_MS, counsellor: 15 * MINUTE_MS };
const PROFILE_MS = 72 * 3_600_000;
const GRANT_PATIENCE_MS = 3_000;

let access: StaffAccess = { is: 'loading' };
/** How often the vault was locked or left. What began before it was has no say in what is on screen after. */
let closings = 0;
const isOver = (began: number) => began !== closings;
const watchers = new Set<() => void>();

export const staffAccess = () => access;
export const isStaff = (me: Me | null | undefined): me is Me => me?.role === 'desk' || me?.role === 'counsellor';
export const idleMsOf = (me: Me) => IDLE_MS[me.role] ?? 2 * MINUTE_MS;

export function useStaffAccess(): StaffAccess {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, staffAccess);
}

/** Who is at work, with and without a network, while the vault is open. */
export function useStaffMe(): Me | undefined {
  const now = useStaffAccess();
  return now.is === 'open' ? now.me : undefined;
}

let looking: Promise<void> | undefined;

/** At the start of the areas of staff, and when another tab has opened or locked the vault. */
export function lookAtVault(client: QueryClient): Promise<void> {
  const look = (looking ??= lookNow(client));
  return look.finally(() => {
    if (looking === look) looking = undefined;
  });
}

async function lookNow(client: QueryClient): Promise<void> {
  const began = closings;
  const [key] = await Promise.all([keyLeftOpen(), recallClock().then(forgetPastRecords)]);
  if (key) return void (await opened(client, key, began));

  setOpenKey(undefined);
  const lock = await lockOn();
  if (isOver(began)) return;
  if (!lock) return askWhoItIs(client, began);
  hide(client);
  change({ is: 'locked', triesLeft: lock.triesLeft });
  await checkPerson(client);
}

/** @param pin 4 to 8 Latin digits */
export async function choosePin(client: QueryClient, pin: string): Promise<void> {
  if (access.is !== 'choose-pin') return;
  const { me } = access;
  const began = closings;
  const granted = renewGrant().catch(() => undefined);
  const key = await makeLock(me.id, pin, idleMsOf(me));
  pinWasChosen();
  await keepRecord(key, PROFILE, me, deviceNow() + PROFILE_MS);
  void navigator.storage?.persist?.().catch(() => false);
  // What is pressed first can be kept here even if the network goes at that moment. One that hangs is not waited for.
  await Promise.race([granted, new Promise((done) => setTimeout(done, GRANT_PATIENCE_MS))]);
  if (await opened(client, key, began)) tellTabs('opened');
}

/** @returns `open` for the right PIN; else how many tries are left. 0: the vault is gone, and so is the sign-in. */
export async function unlock(client: QueryClient, pin: string): Promise<'open' | number> {
  const began = closings;
  const result = await openLock(pin);
  if (result.is === 'wrong') {
    if (!isOver(began)) change({ is: 'locked', triesLeft: result.triesLeft });
    return result.triesLeft;
  }
  if (result.is === 'gone') return 0;
  if (await opened(client, result.key, began)) tellTabs('opened');
  return 'open';
}

/** Hides everything, in every tab. What is unsent goes on being sent. */
export async function lockNow(client: QueryClient): Promise<void> {
  if (access.is !== 'open') return;
  await closeLock();
  await lockHere(client);
  tellTabs('locked');
}

/** Another tab has locked. */
export async function lockHere(client: QueryClient): Promise<void> {
  const began = close();
  hide(client);
  const lock = await lockOn();
  if (!isOver(began)) change(lock ? { is: 'locked', triesLeft: lock.triesLeft } : { is: 'signed-out', isCut: false });
}

/** Somebody signed out: nothing is left to unlock. */
export function accessEnded(): void {
  close();
  change({ is: 'signed-out', isCut: false });
}

/** The areas of staff are left: whoever comes back to them may be somebody else. */
export function accessLeft(): void {
  if (access.is === 'signed-out') change({ is: 'loading' });
}

/** The server said who it is, or that it does not know: the sign-in ends before the vault does. */
export async function checkPerson(client: QueryClient): Promise<void> {
  const began = closings;
  let me: Me | null;
  try {
    me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
  } catch {
    return;
  }
  if (!me) return signInNeeded(client);
  const isSame = await isVaultOf(me.id);
  if (isOver(began)) return;
  if (isSame) return knownAgain(client, me, began);

  // Somebody else signed in over the first one.
  setOpenKey(undefined);
  await forgetFormerStaff(client, me.id);
  await askWhoItIs(client, began);
}

/** The server answered 401: what is on screen stays, as of when it was. */
export function signInNeeded(client: QueryClient): void {
  if (access.is !== 'open') return;
  client.setQueryData(meQuery.queryKey, access.me);
  if (!access.needsSignIn) change({ ...access, needsSignIn: true });
}

async function knownAgain(client: QueryClient, me: Me, began: number): Promise<void> {
  const key = openKey();
  if (!key || access.is !== 'open') return;
  await keepRecord(key, PROFILE, me, deviceNow() + PROFILE_MS);
  if (isOver(began)) return;
  change({ is: 'open', me, needsSignIn: false });
  void renewGrant().catch(() => undefined);
  void client.invalidateQueries({ queryKey: [STAFF] });
}

async function askWhoItIs(client: QueryClient, began: number): Promise<void> {
  try {
    const me = await client.fetchQuery(meQuery);
    if (isOver(began)) return;
    if (!isStaff(me)) return change({ is: 'signed-out', isCut: false, me });
    change(hasJustSignedIn(me.id) ? { is: 'choose-pin', me } : { is: 'signed-out', isCut: false });
  } catch {
    if (!isOver(began)) change({ is: 'signed-out', isCut: true });
  }
}

/** @returns false where the vault was locked or left while it was being opened: then it stays so. */
async function opened(client: QueryClient, key: CryptoKey, began: number): Promise<boolean> {
  const me = await takeRecord<Me>(key, PROFILE);
  if (isOver(began)) return false;
  if (!me) {
    // Past its time: nothing that is kept may be read any more.
    await emptyVault();
    await askWhoItIs(client, began);
    return false;
  }
  setOpenKey(key);
  client.setQueryData(meQuery.queryKey, me, { updatedAt: 0 });
  await restoreDays(client, key);
  if (isOver(began)) {
    hide(client);
    return false;
  }
  change({ is: 'open', me, needsSignIn: access.is === 'open' && access.needsSignIn });
  void checkPerson(client);
  return true;
}

function close(): number {
  looking = undefined;
  setOpenKey(undefined);
  return ++closings;
}

function hide(client: QueryClient): void {
  void client.cancelQueries({ queryKey: [STAFF] });
  client.removeQueries({ queryKey: [STAFF] });
  client.getMutationCache().clear();
}

function change(next: StaffAccess): void {
  access = next;
  for (const watcher of watchers) watcher();
}
