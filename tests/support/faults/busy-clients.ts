import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../load/fill-branch.ts';
import { PATRONS } from '../booking-library.ts';
import type { Line, Server, ToldLog } from '../checker/told-log.ts';
import type { RealLibrary } from './real-library.ts';

const DAY_MS = 24 * 3_600_000;
/** So that clients are in each other's way now and then. */
const TIMES_EACH = 4;
const LOOK_MS = 3;
/** Half of what is booked stays for a while. */
const KEPT = 3;

interface Terms {
  log: ToldLog;
  clients: number;
  seed: number;
  /** The first of the visitors that they are: others than before, who may have all that they may have. */
  from?: number;
  /** What clients do whose line breaks; without, they end there. */
  untilBack?: Line['untilBack'];
}

/** Clients that hold, confirm and cancel without a pause, each under the keys of its own, and write down what they are told. */
export class BusyClients {
  #stopped = false;
  #working = true;
  readonly #log: ToldLog;
  readonly #ended: Promise<unknown>;

  private constructor(library: RealLibrary, server: Server, starts: readonly string[], terms: Terms) {
    const { clients, log } = terms;
    this.#log = log;
    this.#ended = Promise.all(
      Array.from({ length: clients }, (_, n) => this.#keepBooking(library, server, { ...terms, starts, n })),
    );
    // A line that broke is heard of by whoever stops them.
    this.#ended.catch(() => {}).finally(() => (this.#working = false));
  }

  static async begin(library: RealLibrary, server: Server, terms: Terms): Promise<BusyClients> {
    return new BusyClients(library, server, await someStarts(server, terms.clients * TIMES_EACH), terms);
  }

  /** Resolves once they have been told so much more: a slow machine does not make the load smaller. */
  async told(more: number): Promise<void> {
    const enough = this.#answers() + more;
    while (this.#working && this.#answers() < enough) await sleep(LOOK_MS);
  }

  #answers(): number {
    return this.#log.intents.filter(({ answer }) => answer && answer.status < 300).length;
  }

  /** @returns once each of them has been told what became of the last that it asked for */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
  }

  async #keepBooking(
    library: RealLibrary,
    server: Server,
    { log, n, seed, starts, untilBack, from = 0 }: Terms & { n: number; starts: readonly string[] },
  ): Promise<void> {
    const actor = `visitor-${(from + n) % PATRONS}`;
    const random = seeded(seed * 100 + n);
    const line: Line = { random: () => 1, lost: 0, ...(untilBack && { untilBack }) };
    const own = log.client(server, actor, library.cookies.get(actor)!, line);
    const kept: string[] = [];
    while (!this.#stopped) {
      const startsAt = starts[Math.floor(random() * starts.length)];
      const held = await own.ask('/api/holds', { service: 'talk', branch: 'main', mode: 'phone', startsAt });
      const id = held.answer?.body.booking?.id;
      if (id) {
        kept.push(id);
        if (!this.#stopped) await own.ask(`/api/bookings/${id}/confirm`);
      }
      // Whoever has as many as one may have, or found a time taken, lets one go.
      while (!this.#stopped && kept.length > (id ? KEPT : 0)) await own.ask(`/api/bookings/${kept.shift()}/cancel`);
    }
  }
}

async function someStarts(server: Server, count: number): Promise<string[]> {
  const day = (n: number) => new Date(Date.now() + n * DAY_MS).toISOString().slice(0, 10);
  const answer = await server.request(`/api/slots?service=talk&branch=main&mode=phone&from=${day(3)}&to=${day(20)}`);
  const { slots } = (await answer.json()) as { slots: { startsAt: string }[] };
  return slots.slice(0, count).map(({ startsAt }) => startsAt);
}
