import type { Instant } from './ids.ts';
import { dateOf } from './time/local-date.ts';

/** Instants as the API writes them, in answers and in the facts of a refusal. */

const DAY_SEC = 86_400;

/** `2026-11-24T06:30:00Z`: whole seconds, rounded down. */
export function toWire(at: Instant): string {
  const seconds = Math.floor(at / 1000);
  const day = Math.floor(seconds / DAY_SEC);
  const rest = seconds - day * DAY_SEC;
  const pair = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${dateOf(day)}T${pair(rest / 3600)}:${pair((rest % 3600) / 60)}:${pair(rest % 60)}Z`;
}

/** What the contract's `instant` has let through; an offset is folded into UTC. */
export function fromWire(text: string): Instant {
  return Date.parse(text);
}
