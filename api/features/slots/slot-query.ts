import { MAX_DAYS, MAX_ENTRIES } from '#contract/primitives.ts';
import type { SlotQuery } from '#contract/slots.ts';
import { fromWire, toWire } from '#domain/wire-instant.ts';
import { peopleRange } from '#domain/availability/slot-question.ts';
import type { SlotPlace, SlotSearch } from '#domain/availability/slot-search.ts';
import { CELL } from '#domain/ids.ts';
import { MODES, type Network } from '#domain/network.ts';
import { type Fault, Refusal } from '#domain/refusal.ts';
import { daysBetween } from '#domain/time/local-date.ts';

/** What a query means in the network that it was asked of last. */
const meant = new WeakMap<SlotQuery, { network: Network; search: SlotSearch }>();

/**
 * What the contract has let through, judged against the network: for the same query the same search, which may be kept by.
 * @throws Refusal `invalid` with every fault
 */
export function slotSearchOf(network: Network, query: SlotQuery): Readonly<SlotSearch> {
  const known = meant.get(query);
  if (known?.network === network) return known.search;

  const search = Object.freeze(judged(network, query));
  meant.set(query, { network, search });
  return search;
}

function judged(network: Network, query: SlotQuery): SlotSearch {
  const faults = [...rangeFaults(query), ...unknownIds(network, query), ...peopleFaults(network, query)];
  const after = query.after === undefined ? undefined : slotPlaceOf(query.after);
  if (query.after !== undefined && !after) faults.push({ path: 'after', code: 'wrong_format' });
  if (faults.length > 0) throw new Refusal('invalid', {}, faults);

  return { ...query, after, limit: query.limit ?? MAX_ENTRIES };
}

/** The cursor `after=`: which slot was the last to be told. */
export function slotCursor(place: SlotPlace): string {
  return `${toWire(place.startsAt)}~${place.branch}~${place.mode}`;
}

function slotPlaceOf(cursor: string): SlotPlace | undefined {
  const [start = '', branch = '', mode, ...rest] = cursor.split('~');
  const startsAt = fromWire(start);
  const known = MODES.find((one) => one === mode);
  return known && rest.length === 0 && startsAt % CELL === 0 ? { startsAt, branch, mode: known } : undefined;
}

function rangeFaults({ from, to }: SlotQuery): Fault[] {
  const days = daysBetween(from, to) + 1;
  if (days < 1) return [{ path: 'to', code: 'ends_before_start' }];
  return days > MAX_DAYS ? [{ path: 'to', code: 'range_too_long' }] : [];
}

function unknownIds(network: Network, { service, branch, counsellor }: SlotQuery): Fault[] {
  const faults: Fault[] = [];
  if (!network.services.has(service)) faults.push({ path: 'service', code: 'unknown' });
  if (branch !== undefined && !network.branches.has(branch)) faults.push({ path: 'branch', code: 'unknown' });
  if (counsellor !== undefined && !network.counsellors.has(counsellor))
    faults.push({ path: 'counsellor', code: 'unknown' });
  return faults;
}

function peopleFaults(network: Network, query: SlotQuery): Fault[] {
  const service = network.services.get(query.service);
  if (!service || query.people === undefined) return [];

  const { min, max } = peopleRange(service);
  if (query.people < min) return [{ path: 'people', code: 'too_small' }];
  return query.people > max ? [{ path: 'people', code: 'too_big' }] : [];
}
