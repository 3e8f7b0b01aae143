import type { BookingState } from '#domain/booking/booking-states.ts';
import { BECOMES, type OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import type { DayChange, SeenRow } from './day-changes.ts';

/** What was recorded here and not yet seen in a list from the server: no news to whoever recorded it. */
export class OwnStates {
  /** Of each booking, in the order in which they were recorded. */
  readonly #states = new Map<string, BookingState[]>();

  note(waiting: readonly Pick<OutboxEntry, 'item'>[]): void {
    for (const { item } of waiting) {
      const becomes = item && BECOMES[item.event];
      if (!item || !becomes) continue;
      const states = this.#states.get(item.booking) ?? [];
      if (!states.includes(becomes)) this.#states.set(item.booking, [...states, becomes]);
    }
  }

  has({ what, booking, state }: Pick<DayChange, 'what' | 'booking' | 'state'>): boolean {
    return what === 'state' && this.#states.get(booking)?.includes(state) === true;
  }

  /** A list has them by now, and with each what came before it; what comes after it may be on its way for a while. */
  seen(rows: readonly Pick<SeenRow, 'booking' | 'state'>[]): void {
    for (const { booking, state } of rows) {
      const states = this.#states.get(booking);
      if (!states?.includes(state)) continue;
      const left = states.slice(states.indexOf(state) + 1);
      if (left.length > 0) this.#states.set(booking, left);
      else this.#states.delete(booking);
    }
  }
}
