import { CELL, type Instant, type LocalDate } from '../../ids.ts';
import type { Mode } from '../../network.ts';

/** A session as the search needs it. Instants in milliseconds; `counsellorUntil` and `roomUntil` with notes and turn-around. */
export interface IndexedSession {
  id: string;
  service: string;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant | null;
  /** The date of the start at the branch: what `maxPerDay` goes by (S4). */
  localOn: LocalDate;
  places: number;
  /** A dated session takes its time from its import on, booked or not (S6). */
  dated: boolean;
  /** People of bookings that occupy without a term: confirmed, arrived, in session, completed, no-show (S5). */
  firm: number;
  holds: readonly { until: Instant; people: number }[];
}

/** What sessions of one counsellor have in common, in one room and of one length. Lengths in milliseconds, from the start. */
interface Kind {
  service: string;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: Mode;
  places: number;
  dated: boolean;
  length: number;
  counsellorFor: number;
  roomFor: number | null;
  /** What it takes time of: `c:` the counsellor, `r:` the room. */
  resources: readonly string[];
}

/**
 * A session as it is kept. A country has a million of them: each is an id, a start as a small number, and what it shares with
 * its like, which is a third of what an object with all of it would take.
 */
export class KeptSession implements Readonly<IndexedSession> {
  readonly id: string;
  readonly localOn: LocalDate;
  readonly firm: number;
  readonly holds: IndexedSession['holds'];
  readonly #kind: Kind;
  readonly #cell: number;

  constructor(session: IndexedSession, kind: Kind, localOn: LocalDate) {
    this.id = session.id;
    this.localOn = localOn;
    this.firm = session.firm;
    this.holds = session.holds;
    this.#kind = kind;
    this.#cell = session.startsAt / CELL;
  }

  get service(): string {
    return this.#kind.service;
  }

  get counsellor(): string {
    return this.#kind.counsellor;
  }

  get branch(): string {
    return this.#kind.branch;
  }

  get room(): string | null {
    return this.#kind.room;
  }

  get mode(): Mode {
    return this.#kind.mode;
  }

  get places(): number {
    return this.#kind.places;
  }

  get dated(): boolean {
    return this.#kind.dated;
  }

  get resources(): readonly string[] {
    return this.#kind.resources;
  }

  get startsAt(): Instant {
    return this.#cell * CELL;
  }

  get endsAt(): Instant {
    return this.#cell * CELL + this.#kind.length;
  }

  get counsellorUntil(): Instant {
    return this.#cell * CELL + this.#kind.counsellorFor;
  }

  get roomUntil(): Instant | null {
    const { roomFor } = this.#kind;
    return roomFor === null ? null : this.#cell * CELL + roomFor;
  }
}

/** Makes sessions that share what they have in common. */
export class SessionKeeper {
  readonly #kinds = new Map<string, Kind[]>();
  readonly #dates = new Map<LocalDate, LocalDate>();

  keep(session: IndexedSession): KeptSession {
    return new KeptSession(session, this.#kindOf(session), this.#dateOf(session));
  }

  #kindOf(session: IndexedSession): Kind {
    const who = `${session.counsellor} ${session.room} ${session.service} ${session.mode}`;
    let kinds = this.#kinds.get(who);
    if (!kinds) this.#kinds.set(who, (kinds = []));
    let kind = kinds.find((one) => isOf(one, session));
    if (!kind) kinds.push((kind = newKind(session)));
    return kind;
  }

  #dateOf({ localOn }: IndexedSession): LocalDate {
    const known = this.#dates.get(localOn);
    if (known === undefined) this.#dates.set(localOn, localOn);
    return known ?? localOn;
  }
}

function isOf(kind: Kind, session: IndexedSession): boolean {
  const { startsAt, endsAt, counsellorUntil, roomUntil } = session;
  return (
    kind.branch === session.branch &&
    kind.places === session.places &&
    kind.dated === session.dated &&
    kind.length === endsAt - startsAt &&
    kind.counsellorFor === counsellorUntil - startsAt &&
    kind.roomFor === (roomUntil === null ? null : roomUntil - startsAt)
  );
}

function newKind(session: IndexedSession): Kind {
  const { service, counsellor, branch, room, mode, places, dated, startsAt, endsAt, counsellorUntil, roomUntil } =
    session;
  return {
    service,
    counsellor,
    branch,
    room,
    mode,
    places,
    dated,
    length: endsAt - startsAt,
    counsellorFor: counsellorUntil - startsAt,
    roomFor: roomUntil === null ? null : roomUntil - startsAt,
    resources: room === null ? [`c:${counsellor}`] : [`c:${counsellor}`, `r:${room}`],
  };
}
