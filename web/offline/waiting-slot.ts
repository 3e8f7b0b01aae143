import { bearInMind, recall, type ChosenSlot } from '../platform/chosen-slot.ts';
import { deviceNow } from '../platform/clock.ts';
import { serverTime } from '../platform/server-clock.ts';
import { forgetInVault, keepInVault, takeFromVault } from './vault.ts';

/**
 * The time that waits for a sign-in, across a page that the phone drops while its owner looks for the message with the code:
 * sealed as everything in the vault, for as long as the code works. On a shared device it stays in memory.
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
}

/** After a reload: what this page does not know any more. */
export async function recallWaiting(): Promise<void> {
  const kept = await takeFromVault<Waiting>(NAME);
  const { chosen, cameFrom } = recall();
  if (!kept || chosen || cameFrom !== undefined) return;
  bearInMind({ chosen: kept.value.chosen, cameFrom: kept.value.cameFrom });
}

export async function forgetWaiting(): Promise<void> {
  await forgetInVault(NAME);
}
