import type { Instant } from '#domain/ids.ts';
import type { Branch, Feature, Mode, Service } from '#domain/network.ts';

/** Where and when somebody wants to be, looked up in the network. */
export interface PlaceWish {
  service: Service;
  branch: Branch;
  mode: Mode;
  startsAt: Instant;
  counsellor: string | undefined;
  people: number;
  features: readonly Feature[];
}

/** Who takes the place, and where they last were. */
export interface Visitor {
  patron: string;
  lastCounsellor: string | undefined;
  lastRoom: string | undefined;
}
