import type { Intent, LoggedClient, Server, ToldLog } from '../checker/told-log.ts';
import type { Race } from './race-library.ts';

/** Desk devices that bring what they kept at the same moment, each to its own process. */
const DEVICES = 2;
const KEPT = 6;

/** Holds, confirms, moves, cancels, takes up again, is booked for, walks in and is checked in by the desk: whatever comes to mind. */
export class RacingPatron {
  readonly #race: Race;
  readonly #random: () => number;
  readonly #patron: string;
  readonly #own: LoggedClient;
  readonly #desk: LoggedClient;
  readonly #devices: LoggedClient[];
  #bookings: string[] = [];
  #ended: string | undefined;
  readonly #takenBack = new Set<string>();

  constructor(race: Race, log: ToldLog, { patron, random }: { patron: string; random: () => number }) {
    this.#race = race;
    this.#random = random;
    this.#patron = patron;
    const either: Server = { request: (...asked) => race.servers[random() < 0.5 ? 0 : 1].request(...asked) };
    const desk = race.cookieOf('desk-1');
    this.#own = log.client(either, patron, race.cookieOf(patron));
    this.#desk = log.client(either, 'desk-1', desk);
    this.#devices = race.servers.slice(0, DEVICES).map((server) => log.client(server, 'desk-1', desk));
  }

  /** @returns what was asked for: one thing, or several at once. */
  async doSomething(): Promise<Intent[]> {
    const booking = this.#pick(this.#bookings);
    const chance = this.#random();
    if (!booking || chance < 0.25) return this.#begin();
    if (chance < 0.43) return this.#about(booking, this.#own.ask(`/api/bookings/${booking}/confirm`));
    if (chance < 0.62) return this.#about(booking, this.#move(booking));
    if (chance < 0.8) return this.#about(booking, this.#own.ask(`/api/bookings/${booking}/cancel`));
    if (chance < 0.84) return this.#twoAtOnce(booking);
    if (chance < 0.89) return this.#ended ? this.#retake(this.#ended) : this.#begin();
    return this.#checkIn(booking, chance < 0.95 ? 'arrived' : 'arrived_undone');
  }

  async #begin(): Promise<Intent[]> {
    const chance = this.#random();
    const startsAt = this.#pick(this.#race.starts);
    const talk = { service: 'talk', branch: 'main', mode: 'room', startsAt };
    if (chance < 0.1) return this.#born(this.#desk.ask('/api/desk/walk-ins', { ...talk, patron: this.#patron }));
    if (chance < 0.2) return this.#born(this.#desk.ask('/api/holds', { ...talk, patron: this.#patron }));
    if (chance < 0.32) {
      const people = 1 + Math.floor(this.#random() * 3);
      const circle = { service: 'circle', branch: 'main', mode: 'room', startsAt: this.#race.circle, people };
      return this.#born(this.#own.ask('/api/holds', circle));
    }
    if (chance < 0.4) return this.#born(this.#own.ask('/api/holds', { ...talk, service: 'family', people: 2 }));
    const codes = this.#random() < 0.3 ? { codes: [this.#pick(this.#race.codes)] } : {};
    return this.#born(this.#own.ask('/api/holds', { ...talk, ...codes }));
  }

  #move(booking: string): Promise<Intent> {
    const startsAt = this.#pick(this.#race.starts);
    const client = this.#random() < 0.3 ? this.#desk : this.#own;
    return client.ask(`/api/bookings/${booking}/move`, { startsAt, mode: 'room' });
  }

  /** The patron confirms, and the desk cancels. */
  async #twoAtOnce(booking: string): Promise<Intent[]> {
    const both = [this.#own.ask(`/api/bookings/${booking}/confirm`), this.#desk.ask(`/api/bookings/${booking}/cancel`)];
    const [, cancelled] = await Promise.all(both);
    await this.#about(booking, Promise.resolve(cancelled!));
    return Promise.all(both);
  }

  async #retake(booking: string): Promise<Intent[]> {
    this.#ended = undefined;
    return this.#born(this.#own.ask(`/api/bookings/${booking}/retake`));
  }

  /** The same items from two devices at once, and once more afterwards. */
  async #checkIn(booking: string, event: 'arrived' | 'arrived_undone'): Promise<Intent[]> {
    const occurredAt = new Date(this.#race.now()).toISOString();
    const items = [{ id: crypto.randomUUID(), booking, event, occurredAt }];
    const tellings = this.#devices.map((device) => device.ask('/api/check-ins', { items }));
    return [...(await Promise.all(tellings)), await this.#desk.ask('/api/check-ins', { items })];
  }

  async #born(asking: Promise<Intent>): Promise<Intent[]> {
    const intent = await asking;
    const { answer } = intent;
    const id = answer?.body.booking?.id;
    if (id && answer.status < 300) this.#bookings = [...this.#bookings.slice(1 - KEPT), id];
    return [intent];
  }

  /** What has ended is let go; of whom the desk has said that they are there, it is taken back first. */
  async #about(booking: string, asking: Promise<Intent>): Promise<Intent[]> {
    const intent = await asking;
    const { body, status } = intent.answer ?? { body: {}, status: 0 };
    const isCancelled = body.booking?.state === 'cancelled';
    if (isCancelled) this.#ended = booking;
    const isRefused = body.code === 'wrong_state' && intent.path.endsWith('/cancel');
    if (isRefused && !this.#takenBack.has(booking)) {
      this.#takenBack.add(booking);
      return [intent, ...(await this.#checkIn(booking, 'arrived_undone'))];
    }
    if (isCancelled || isRefused || status === 404) this.#bookings = this.#bookings.filter((id) => id !== booking);
    return [intent];
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}
