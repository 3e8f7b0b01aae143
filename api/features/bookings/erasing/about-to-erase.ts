import { countryOfZone, receiptsKept, type KeptReceipts } from '#domain/rights/accounts-law.ts';
import { isStillAhead, underWayUntil } from '#domain/rights/erasure-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { zonesOfBranches } from '../../../storage/rights/retention/old-receipts.ts';
import { allBookingsOf, moneyOf, onlyChildrenOf } from '../../../storage/rights/erasure-store.ts';

export interface AboutToErase {
  person: string;
  /** Who have no other guardian. */
  children: string[];
  /** Of all of them, the earliest first. */
  bookings: BookingRow[];
  ahead: BookingRow[];
  kept: KeptReceipts | null;
}

/**
 * Q1–Q4: what erasing somebody comes to.
 * @throws Refusal `visit_under_way` with `until`, an instant
 */
export async function aboutToErase(
  { reader, settings, now }: Pick<ReadCtx, 'reader' | 'settings' | 'now'>,
  person: string,
): Promise<AboutToErase> {
  const children = await onlyChildrenOf(reader, person);
  const people = [person, ...children];
  const bookings = await allBookingsOf(reader, people);
  const until = Math.max(...bookings.map((one) => underWayUntil({ ...one, ...one.session }, now) ?? 0));
  if (until > 0) throw new Refusal('visit_under_way', { until: toWire(until) });

  const zones = await zonesOfBranches(reader);
  const money = (await moneyOf(reader, people)).map(({ branch, on }) => {
    return { on, country: countryOfZone(zones.get(branch)!) };
  });
  const ahead = bookings.filter((one) => isStillAhead({ ...one, ...one.session }, now));
  return { person, children, bookings, ahead, kept: receiptsKept(money, localDateOf('UTC', now), settings) };
}
