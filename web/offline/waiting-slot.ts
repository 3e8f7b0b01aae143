import { bearInMind, recall, type ChosenSlot } from '../platform/chosen-slot.ts';
import { deviceNow } from '../platform/clock.ts';
import { preferences } from '../platform/preferences.ts';
import { serverTime } from '../platform/server-clock.ts';
import { forgetInVault, keepInVault, takeFromVault } from './vault.ts';

/**
 * The time that waits for a sign-in, across a page that the phone drops while its owner looks for the message with the code:
 * sealed as everything in the vault, for as long as the code works. On a shared device, where nothing may outlive the tab, it
 * stands where the tab keeps that it waits for a code, and goes with it, and with "Leave".
 */

const NAME = 'waiting';
const KEPT_MS = 10 * 60_000;

interface Waiting {
  chosen?: ChosenSlot;
  cameFrom?: string;
}

export async function keepWaiting(): Promise<void> {
  const { chosen, cameFrom } = recall();
  if (!chosen && cameFrom === undefined) return;
  const now = serverTime(deviceNow());
  const waiting: Waiting = { ...(chosen && { chosen }), ...(cameFrom !== undefined && { cameFrom }) };
  await keepInVault(NAME, waiting, new Date(now).toISOString(), now + KEPT_MS);
  if (preferences().sharedDevice) keepInTab({ waiting, until: now + KEPT_MS });
}

/** After a reload: what this page does not know any more. */
export async function recallWaiting(): Promise<void> {
  const waiting = (await takeFromVault<Waiting>(NAME))?.value ?? takeFromTab();
  const { chosen, cameFrom } = recall();
  if (!waiting || chosen || cameFrom !== undefined) return;
  bearInMind({ chosen: waiting.chosen, cameFrom: waiting.cameFrom });
}

export async function forgetWaiting(): Promise<void> {
  forgetInTab();
  await forgetInVault(NAME);
}

const KEY = 'quietroom-waiting';

interface InTab {
  waiting: Waiting;
  /** Server time. */
  until: number;
}

function keepInTab(kept: InTab): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that stores nothing keeps it for as long as the page is open.
  }
}

function takeFromTab(): Waiting | undefined {
  try {
    const { waiting, until } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<InTab>;
    if (waiting && until !== undefined && until > serverTime(deviceNow())) return waiting;
    forgetInTab();
  } catch {
    forgetInTab();
  }
  return undefined;
}

function forgetInTab(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
}
