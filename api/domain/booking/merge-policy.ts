import { MINUTE, type Instant } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** K11: a mistake at the counter is seen within the day; later, what was merged has grown together. */
const UNDO_MS = 24 * 60 * MINUTE;

/** Until, and not including. */
export function mergeUndoUntil(mergedAt: Instant): Instant {
  return mergedAt + UNDO_MS;
}

/** K11. @throws Refusal `wrong_state` */
export function assertUndoable(merge: { mergedAt: Instant; undoneAt: Instant | null }, now: Instant): void {
  if (merge.undoneAt !== null) throw new Refusal('wrong_state', { state: 'undone' });
  if (now >= mergeUndoUntil(merge.mergedAt)) throw new Refusal('wrong_state', { state: 'over' });
}

/** What is known of a person who might be merged. */
export interface MergeFacts {
  /** A name, or an entry of the network file: a library knows who it is. */
  isKnown: boolean;
  hasCard: boolean;
  /** Other rights, ways to sign in, or people bound to it. */
  hasMore: boolean;
}

/** K10: a code card and nothing else, so that nothing is left behind that nobody thought of. */
export function isCodeCardOnly({ isKnown, hasCard, hasMore }: MergeFacts): boolean {
  return hasCard && !isKnown && !hasMore;
}
