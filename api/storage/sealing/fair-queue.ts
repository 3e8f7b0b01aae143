import { CannotWrite } from '../engine/database.ts';

interface Waiting {
  lane: string;
  begin: () => void;
  giveUp: (why: string) => void;
}

export interface QueueLimits {
  running: number;
  waiting: number;
  /** Longest wait, in milliseconds: who is not served by then is told so, instead of waiting for minutes. */
  waitMs: number;
}

/**
 * Work of which only so much may run at once. Lanes (who asks) take turns: a hundred requests of one cost another a turn each
 * way, not a hundred. When all places are taken, the longest lane gives up its last, unless that is the newcomer's own.
 */
export class FairQueue {
  readonly #limits: QueueLimits;
  /** By lane, in the order of their turns: who was just served goes to the end. */
  readonly #lanes = new Map<string, Waiting[]>();
  #running = 0;
  #waiting = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** @throws CannotWrite where the wait would be too long */
  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limits.running) await this.#wait(lane);
    else this.#running++;
    try {
      return await work();
    } finally {
      // The place is handed on, not freed: nobody can slip in between.
      const next = this.#next();
      if (next) next.begin();
      else this.#running--;
    }
  }

  #wait(lane: string): Promise<void> {
    if (this.#waiting >= this.#limits.waiting) this.#makeRoom(lane);
    return new Promise((begin, refuse) => {
      const giveUp = (why: string) => {
        clearTimeout(timer);
        refuse(new CannotWrite(why));
      };
      const one: Waiting = { lane, begin: () => (clearTimeout(timer), begin()), giveUp };
      const timer = setTimeout(() => {
        this.#remove(one);
        giveUp('waited too long for a sign-in');
      }, this.#limits.waitMs);
      const own = this.#lanes.get(lane);
      if (own) own.push(one);
      else this.#lanes.set(lane, [one]);
      this.#waiting++;
    });
  }

  #makeRoom(lane: string): void {
    const longest = [...this.#lanes.values()].reduce((a, b) => (b.length > a.length ? b : a));
    const own = this.#lanes.get(lane)?.length ?? 0;
    if (own + 1 >= longest.length) throw new CannotWrite('too many sign-ins at once');
    const last = longest.at(-1)!;
    this.#remove(last);
    last.giveUp('too many sign-ins at once');
  }

  #next(): Waiting | undefined {
    const [lane, own] = this.#lanes.entries().next().value ?? [];
    const first = own?.[0];
    if (lane === undefined || !own || !first) return undefined;
    this.#remove(first);
    if (own.length > 0) {
      this.#lanes.delete(lane);
      this.#lanes.set(lane, own);
    }
    return first;
  }

  #remove(one: Waiting): void {
    const own = this.#lanes.get(one.lane);
    const place = own?.indexOf(one) ?? -1;
    if (!own || place < 0) return;
    own.splice(place, 1);
    this.#waiting--;
    if (own.length === 0) this.#lanes.delete(one.lane);
  }
}
