import type { OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import { dayChanges, type DayChange, type SeenRow } from './day-changes.ts';
import { OwnStates } from './own-states.ts';

/** Older than this, and nobody has been looking: what is different then is worth pointing out. */
const AWAY_MS = 2 * 60_000;

/** A day's list as the server told it. */
export interface ToldDay {
  /** Which day it is: another one is not a change of this one. */
  name: string;
  /** To the second. */
  asOf: string;
  rows: SeenRow[];
}

export interface News {
  changes: DayChange[];
  /** When one last knew. */
  since: string;
}

/** Hears each list of a day, and knows what of it is news to somebody who was away. */
export class DayWatch {
  readonly #own = new OwnStates();
  #known: ToldDay | undefined;
  #wasOffline = false;

  note(isOffline: boolean, waiting: readonly Pick<OutboxEntry, 'item'>[]): void {
    if (isOffline) this.#wasOffline = true;
    this.#own.note(waiting);
  }

  /** `undefined`: nothing that one did not see happen, or did oneself. */
  hear(day: ToldDay): News | undefined {
    const before = this.#known;
    this.#known = day;
    // Two lists of one second may differ, and nobody was away between them.
    if (day.asOf === before?.asOf && day.name === before.name) return undefined;

    const isBack = this.#wasOffline;
    this.#wasOffline = false;
    if (!before || before.name !== day.name) return undefined;

    const isNews = isBack || Date.parse(day.asOf) - Date.parse(before.asOf) > AWAY_MS;
    const changes = isNews ? dayChanges(before.rows, day.rows).filter((change) => !this.#own.has(change)) : [];
    this.#own.seen(day.rows);
    return changes.length > 0 ? { changes, since: before.asOf } : undefined;
  }
}
