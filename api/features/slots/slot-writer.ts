import { DAY_MS } from '#domain/availability/day-bits.ts';
import type { FoundSlot } from '#domain/availability/slot-search.ts';
import { type Instant, MINUTE } from '#domain/ids.ts';
import type { Mode, Network, Service } from '#domain/network.ts';
import { listPrice } from '#domain/price/money.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import { dateOf } from '#domain/time/local-date.ts';

/** The slots of one UTC day as JSON: `bytes` are `,{…},{…}`, and the entry of `slots[i]` ends at `ends[i]` in them. */
export interface WrittenDay {
  slots: FoundSlot[];
  bytes: Buffer;
  ends: number[];
}

/**
 * Writes entries as contract/slots.ts has them, from pieces that are the same for many of them: a month of slots is 100 KB,
 * and `JSON.stringify` would take longer than finding them. Ids are kebab-case and need no escapes.
 */
export class SlotWriter {
  readonly #lanes = new Map<string, Record<Mode, string>>();
  readonly #prices = new Map<string, string>();

  #ids: readonly string[] | undefined;
  #idsText = '';

  constructor(network: Network, service: Service) {
    for (const branch of network.branches.values()) {
      const lane = (mode: Mode) => `","branch":"${branch.id}","mode":"${mode}","counsellors":["`;
      this.#lanes.set(branch.id, { room: lane('room'), phone: lane('phone'), video: lane('video') });
      this.#prices.set(branch.id, `,"listPrice":${JSON.stringify(listPrice(service, branch, network.head))}}`);
    }
  }

  write(day: number, slots: FoundSlot[]): WrittenDay {
    const date = `${dateOf(day)}T`;
    const ends: number[] = [];
    const parts: string[] = [];
    let length = 0;

    for (const slot of slots) {
      const part = this.#entry(slot, day, date);
      parts.push(part);
      length += part.length;
      ends.push(length);
    }
    // Nothing but ASCII is written: a character is a byte.
    return { slots, bytes: Buffer.from(parts.join(''), 'latin1'), ends };
  }

  /** Slots of one start follow each other and often share their list of counsellors. */
  #idsOf({ counsellors }: FoundSlot): string {
    if (counsellors !== this.#ids) {
      this.#ids = counsellors;
      this.#idsText = counsellors.join('","');
    }
    return this.#idsText;
  }

  #entry(slot: FoundSlot, day: number, date: string): string {
    const places = slot.places === undefined ? '' : `,"places":${slot.places}`;
    return (
      `,{"startsAt":"${instant(slot.startsAt, day, date)}","endsAt":"${instant(slot.endsAt, day, date)}"` +
      `,"localStart":"${slot.localStart}${this.#lanes.get(slot.branch)![slot.mode]}${this.#idsOf(slot)}"]` +
      `,"rooms":${slot.rooms}${places}${this.#prices.get(slot.branch)!}`
    );
  }
}

function instant(at: Instant, day: number, date: string): string {
  const past = at - day * DAY_MS;
  if (past < DAY_MS) return `${date}${clockOf(past / MINUTE)}:00Z`;

  const days = Math.floor(past / DAY_MS);
  return `${dateOf(day + days)}T${clockOf((past - days * DAY_MS) / MINUTE)}:00Z`;
}
