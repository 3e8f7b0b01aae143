import type { QueryClient } from '@tanstack/react-query';
import type { Booking, BookingList } from '#contract/bookings.ts';
import { bookingQuery, bookingsQuery } from '../platform/queries/booking-queries.ts';
import { deviceNow } from '../platform/clock.ts';
import { serverTime } from '../platform/server-clock.ts';
import { lookAfterStaff } from './look-after-staff.ts';
import { changeInVault, keepInVault, takeFromVault } from './vault.ts';

/** Own bookings on the device: each until 24 h after its end, without what says why somebody comes. */

const NAME = 'bookings';
const DAY_MS = 24 * 3_600_000;

/** A hold cannot be kept up without a network; what was cancelled or ran out needs no ticket. */
const KEPT = new Set<Booking['state']>(['confirmed', 'arrived', 'in_session', 'completed']);

/** Puts what was kept on screen until the API has answered, and every newer answer into the vault. */
export async function rememberBookings(client: QueryClient): Promise<void> {
  void lookAfterStaff();
  const [listKey] = bookingsQuery.queryKey;
  const [bookingKey] = bookingQuery('').queryKey;

  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.state.status !== 'success' || query.state.dataUpdatedAt === 0) return;
    if (query.queryKey[0] === listKey) void keep(query.state.data as BookingList);
    if (query.queryKey[0] === bookingKey) void keepOne(query.state.data as Booking);
  });

  const kept = await keptBookings();
  if (!kept) return;
  // As old as can be, so that it is asked for again at once; never in the place of an answer that came meanwhile.
  const old = { updatedAt: 0 };
  if (!client.getQueryData(bookingsQuery.queryKey)) client.setQueryData(bookingsQuery.queryKey, kept, old);
  for (const booking of kept.bookings) {
    const { queryKey } = bookingQuery(booking.id);
    if (!client.getQueryData(queryKey)) client.setQueryData(queryKey, booking, old);
  }
}

async function keptBookings(): Promise<BookingList | undefined> {
  const kept = await takeFromVault<Booking[]>(NAME);
  return kept && { bookings: kept.value.filter(isToBeKept), asOf: kept.asOf };
}

async function keep(list: BookingList): Promise<void> {
  const { value, asOf, keepUntil: until } = toBeKept(list);
  await keepInVault(NAME, value, asOf, until);
}

async function keepOne(booking: Booking): Promise<void> {
  await changeInVault<Booking[]>(NAME, (known) => {
    const others = known?.value.filter(({ id }) => id !== booking.id) ?? [];
    // It may be told again after others that are newer.
    const asOf = known && known.asOf > booking.asOf ? known.asOf : booking.asOf;
    return toBeKept({ bookings: [booking, ...others], asOf });
  });
}

function toBeKept({ bookings, asOf }: BookingList) {
  const value = bookings.filter(isToBeKept).map(discreet);
  return { value, asOf, keepUntil: Math.max(Date.parse(asOf) + DAY_MS, ...value.map(keepUntil)) };
}

const keepUntil = ({ endsAt }: Booking) => Date.parse(endsAt) + DAY_MS;
const isToBeKept = (booking: Booking) => KEPT.has(booking.state) && keepUntil(booking) > serverTime(deviceNow());

/** Neither the service nor the discounts stay: both can say why. */
function discreet(booking: Booking): Booking {
  const { total } = booking.price;
  return { ...booking, service: '', price: { list: total, lines: [], total } };
}
