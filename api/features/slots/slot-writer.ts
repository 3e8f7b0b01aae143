import { DAY_MS } from '#domain/availability/day-bits.ts';
import type { Question } from '#domain/availability/slot-question.ts';
import type { FoundSlot, SlotPlace } from '#domain/availability/slot-search.ts';
import { CELL, DAY_CELLS, type Instant, MINUTE } from '#domain/ids.ts';
import { type Mode, MODES, type Network } from '#domain/network.ts';
import { listPrice } from '#domain/price/money.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import { dateOf } from '#domain/time/local-date.ts';

/**
 * The slots of one UTC day as JSON: `bytes` are `,{…},{…}`, and the entry of slot i ends at `ends[i]` in them. `marks[i]` is
 * its start and its lane (`SlotWriter.placeOf`). Nothing else is kept of a slot: a country has millions.
 */
export interface WrittenDay {
  bytes: Buffer;
  ends: number[];
  marks: number[];
}

/** What slots of one branch and mode have in common. */
interface WrittenLane {
  branch: string;
  mode: Mode;
  text: string;
  price: string;
}

/**
 * Writes entries as contract/slots.ts has them, from pieces that are the same for many of them: a month of slots is 100 KB,
 * and `JSON.stringify` would take longer than finding them. Ids are kebab-case and need no escapes.
 */
export class SlotWriter {
  readonly #lanes: WrittenLane[] = [];
  readonly #firstLane = new Map<string, number>();

  #ids: readonly string[] | undefined;
  #idsText = '';

  constructor(network: Network, { service, branches }: Question) {
    for (const branch of branches) {
      const price = `,"listPrice":${JSON.stringify(listPrice(service, branch, network.head))}}`;
      this.#firstLane.set(branch.id, this.#lanes.length);
      for (const mode of MODES) {
        const text = `","branch":"${branch.id}","mode":"${mode}","counsellors":["`;
        this.#lanes.push({ branch: branch.id, mode, text, price });
      }
    }
  }

  /** Which slot a mark of that UTC day stands for. */
  placeOf(day: number, mark: number): SlotPlace {
    const { branch, mode } = this.#lanes[Math.floor(mark / DAY_CELLS)]!;
    return { startsAt: day * DAY_MS + (mark % DAY_CELLS) * CELL, branch, mode };
  }

  write(day: number, slots: FoundSlot[]): WrittenDay {
    const date = `${dateOf(day)}T`;
    const ends: number[] = [];
    const marks: number[] = [];
    const parts: string[] = [];
    let length = 0;

    for (const slot of slots) {
      const lane = this.#firstLane.get(slot.branch)! + RANK[slot.mode];
      const part = this.#entry(slot, this.#lanes[lane]!, { day, date });
      parts.push(part);
      length += part.length;
      ends.push(length);
      marks.push(lane * DAY_CELLS + (slot.startsAt - day * DAY_MS) / CELL);
    }
    // Nothing but ASCII is written: a character is a byte.
    return { bytes: Buffer.from(parts.join(''), 'latin1'), ends, marks };
  }

  /** Slots of one start follow each other and often share their list of counsellors. */
  #idsOf({ counsellors }: FoundSlot): string {
    if (counsellors !== this.#ids) {
      this.#ids = counsellors;
      this.#idsText = counsellors.join('","');
    }
    return this.#idsText;
  }

  #entry(slot: FoundSlot, { text, price }: WrittenLane, { day, date }: { day: number; date: string }): string {
    const places = slot.places === undefined ? '' : `,"places":${slot.places}`;
    return (
      `,{"startsAt":"${instant(slot.startsAt, day, date)}","endsAt":"${instant(slot.endsAt, day, date)}"` +
      `,"localStart":"${slot.localStart}${text}${this.#idsOf(slot)}"]` +
      `,"rooms":${slot.rooms}${places}${price}`
    );
  }
}

const RANK = Object.fromEntries(MODES.map((mode, rank) => [mode, rank])) as Record<Mode, number>;

function instant(at: Instant, day: number, date: string): string {
  const past = at - day * DAY_MS;
  if (past < DAY_MS) return `${date}${clockOf(past / MINUTE)}:00Z`;

  const days = Math.floor(past / DAY_MS);
  return `${dateOf(day + days)}T${clockOf((past - days * DAY_MS) / MINUTE)}:00Z`;
}
