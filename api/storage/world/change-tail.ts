/** What was found changed by a look, told to whoever shows it to somebody. */
export interface Heard {
  /** Something was missed, or the network is another: it may concern anybody. */
  everything: boolean;
  sessions: string[];
  blocks: string[];
  /** Persons of whom a sign-in has ended. */
  signIns: string[];
  /** Whose the sessions were before, as far as this process knew. */
  former: { branch: string; counsellor: string }[];
}

/** Between two looks while somebody follows. On SQLite each is one read of memory, on PostgreSQL one statement. */
const EVERY_MS = 100;
/** After a write of this process: so many writes of a moment are one look. */
const SOON_MS = 5;

/** Looks again and again while anybody follows, and never otherwise. What is found is told by whoever looks. */
export class ChangeTail {
  readonly #look: () => Promise<unknown>;
  readonly #followers = new Set<(heard: Heard) => void>();
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(look: () => Promise<unknown>) {
    this.#look = look;
  }

  follow(told: (heard: Heard) => void): () => void {
    const own = (heard: Heard) => told(heard);
    this.#followers.add(own);
    this.#timer ??= setTimeout(() => void this.#again(), 0).unref();
    return () => {
      this.#followers.delete(own);
      if (this.#followers.size > 0) return;
      clearTimeout(this.#timer);
      clearTimeout(this.#soon);
      this.#timer = this.#soon = undefined;
    };
  }

  tell(heard: Heard): void {
    for (const told of this.#followers) told(heard);
  }

  /** This process has written something. */
  soon(): void {
    if (this.#followers.size === 0 || this.#soon) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      void this.#once();
    }, SOON_MS).unref();
  }

  async #again(): Promise<void> {
    const timer = this.#timer;
    await this.#once();
    // Nobody follows any more, or somebody has begun anew meanwhile.
    if (this.#timer !== timer) return;
    this.#timer = setTimeout(() => void this.#again(), EVERY_MS).unref();
  }

  /** A look that fails forgets what it knew: the next one that works tells that anything may have changed. */
  async #once(): Promise<void> {
    await this.#look().catch(() => {});
  }
}
