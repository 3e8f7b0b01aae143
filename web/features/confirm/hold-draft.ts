import type { Booking } from '#contract/bookings.ts';
import { recall } from '../../platform/chosen-slot.ts';

/**
 * What was chosen on the screen that confirms. Giving a code makes a new hold with an address of its own; the choices go
 * along, in memory only.
 */
export interface HoldDraft {
  preparations: Booking['preparations'];
  messages: Booking['messages'];
  hasConsent: boolean;
  codes: string[];
}

const drafts = new Map<string, HoldDraft>();

export function draftOf({ id, preparations, messages }: Booking): HoldDraft {
  const { held } = recall();
  const codes = held?.id === id ? held.codes : [];
  return drafts.get(id) ?? { preparations, messages, hasConsent: false, codes };
}

export function keepDraft(id: string, draft: HoldDraft): void {
  drafts.set(id, draft);
}
