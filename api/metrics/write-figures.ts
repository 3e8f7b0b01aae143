import type { WriteMeter } from '../storage/engine/metered-database.ts';
import { gauge, type Family } from './exposition.ts';
import { Counter, Histogram, SECONDS } from './instruments.ts';

const VERBS = [1, 2, 4, 8, 16, 32, 64, 128];

/** How writing goes: who waits, for how long, and what a commit costs. */
export class WriteFigures implements WriteMeter {
  readonly #waits = new Histogram(
    'quietroom_write_wait_seconds',
    'How long a write waited for its turn: for the writer on SQLite, for a connection on PostgreSQL.',
    SECONDS,
  );
  readonly #commits = new Histogram(
    'quietroom_commit_seconds',
    'How long a commit took until it was durable.',
    SECONDS,
  );
  readonly #verbs = new Histogram('quietroom_commit_writes', 'How many writes were committed together.', VERBS);
  readonly #failed = new Counter('quietroom_writes_failed_total', 'Writes that could not be kept: answered with 503.');
  #waiting = 0;

  constructor() {
    // Present from the start, so that the first one is seen as a rise.
    for (const histogram of [this.#waits, this.#commits, this.#verbs]) histogram.of();
  }

  asked(): void {
    this.#waiting++;
  }

  begun(waitedMs: number | undefined): void {
    this.#waiting--;
    if (waitedMs !== undefined) this.#waits.of().observe(waitedMs / 1_000);
  }

  committed(verbs: number, ms: number): void {
    this.#commits.of().observe(ms / 1_000);
    this.#verbs.of().observe(verbs);
  }

  failed(): void {
    this.#failed.add();
  }

  families(): Family[] {
    return [
      gauge('quietroom_writes_waiting', 'Writes that wait for their turn now.', this.#waiting),
      ...[this.#waits, this.#commits, this.#verbs, this.#failed].map((one) => one.family()),
    ];
  }
}
