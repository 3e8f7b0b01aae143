import { useSyncExternalStore } from 'react';
import type { HoldInput } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import type { Problem } from './problem.ts';

/**
 * What somebody is about to take, across the sign-in that may come between: in this page's memory, never in a URL, since it
 * says why somebody comes. While a sign-in leads out of the page it waits elsewhere (web/offline/waiting-slot.ts).
 */
export interface ChosenSlot {
  slot: Slot;
  hold: HoldInput;
}

export interface RefusedSlot extends ChosenSlot {
  problem: Problem;
}

interface Memory {
  /** Waits for a sign-in. */
  chosen?: ChosenSlot;
  /** Was asked for after a sign-in and is not to be had: the search says so. */
  refused?: RefusedSlot;
  /** A partner's code that goes along with the next hold. */
  code?: string;
  /** The hold that was made with codes, so that one more given later does not lose them. */
  held?: { id: string; codes: string[] };
  /** Where a sign-in that nobody's time waits for leads back to. */
  cameFrom?: string;
}

let memory: Memory = {};
const watchers = new Set<() => void>();

export function recall(): Memory {
  return memory;
}

export function bearInMind(change: { [K in keyof Memory]: Memory[K] | undefined }): void {
  memory = { ...memory, ...change } as Memory;
  for (const watcher of watchers) watcher();
}

export function useMemory(): Memory {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, recall);
}
