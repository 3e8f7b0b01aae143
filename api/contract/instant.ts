import type { Instant } from '#domain/ids.ts';

/** Instants on the wire: `2026-11-24T06:30:00Z`, whole seconds, rounded down. */
export function toWire(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** What `primitives.instant` has let through; an offset is folded into UTC. */
export function fromWire(text: string): Instant {
  return Date.parse(text);
}
