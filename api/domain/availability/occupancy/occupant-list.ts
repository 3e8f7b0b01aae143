import type { Instant, LocalDate } from '../../ids.ts';

/**
 * What takes time of resources: a session, with notes (`counsellorUntil`) and turn-around (`roomUntil`), or a block, which has
 * no date of its own. It is kept as it is, by all resources that it takes time of.
 */
export interface Occupant {
  readonly id: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly counsellorUntil?: Instant;
  readonly roomUntil?: Instant | null;
  readonly localOn?: LocalDate;
}

/** What one resource (`c:` counsellor, `r:` room) is busy with, by the start: one row of a few hundred, in which a time is soon found. */
export class OccupantList {
  readonly #isRoom: boolean;
  readonly #occupants: Occupant[] = [];
  /** None takes longer. */
  #longest = 0;

  constructor(resource: string) {
    this.#isRoom = resource.startsWith('r:');
  }

  add(occupant: Occupant): void {
    this.#longest = Math.max(this.#longest, this.takenUntil(occupant) - occupant.startsAt);
    const place = this.#firstFrom(occupant.startsAt + 1);
    // Nearly always: what is loaded comes in order.
    if (place === this.#occupants.length) this.#occupants.push(occupant);
    else this.#occupants.splice(place, 0, occupant);
  }

  /** Takes back what was added with that id and start. */
  remove({ id, startsAt }: Occupant): void {
    for (let place = this.#firstFrom(startsAt); this.#occupants[place]?.startsAt === startsAt; place++) {
      if (this.#occupants[place]!.id !== id) continue;
      this.#occupants.splice(place, 1);
      return;
    }
  }

  /** Whether any but `ignored` takes any of the time. */
  isTaken(from: Instant, until: Instant, ignored?: string): boolean {
    for (let place = this.#firstFrom(from - this.#longest); place < this.#occupants.length; place++) {
      const one = this.#occupants[place]!;
      if (one.startsAt >= until) return false;
      if (one.id !== ignored && this.takenUntil(one) > from) return true;
    }
    return false;
  }

  /** How many of that date begin within the time, `ignored` not counted. */
  countOf(date: LocalDate, from: Instant, until: Instant, ignored?: string): number {
    let count = 0;
    for (let place = this.#firstFrom(from); place < this.#occupants.length; place++) {
      const one = this.#occupants[place]!;
      if (one.startsAt >= until) break;
      if (one.localOn === date && one.id !== ignored) count++;
    }
    return count;
  }

  /** All that take any of the time, by the start. */
  *within(from: Instant, until: Instant): Generator<Occupant, void> {
    for (let place = this.#firstFrom(from - this.#longest); place < this.#occupants.length; place++) {
      const one = this.#occupants[place]!;
      if (one.startsAt >= until) return;
      if (this.takenUntil(one) > from) yield one;
    }
  }

  takenUntil({ endsAt, counsellorUntil, roomUntil }: Occupant): Instant {
    return (this.#isRoom ? roomUntil : counsellorUntil) ?? endsAt;
  }

  /** The place of the first that starts then or later. */
  #firstFrom(at: Instant): number {
    let low = 0;
    let high = this.#occupants.length;
    // Asked first: what is added in order goes to the end.
    if (high > 0 && this.#occupants[high - 1]!.startsAt < at) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#occupants[middle]!.startsAt < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
