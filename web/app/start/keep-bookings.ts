import { queryClient } from '../query-client.ts';

const FIRST_SCREEN_MS = 3000;
let kept: Promise<void> | undefined;

/**
 * Own bookings on screen from what the device kept, and every newer one kept in turn: with the first page that shows any.
 * Nothing that the first screen waits for.
 */
export function keepBookings(): Promise<void> {
  return (kept ??= import('../../offline/kept-bookings.ts').then((kept) => kept.rememberBookings(queryClient)));
}

/** Also without such a page: what is past its time is deleted. */
export function keepBookingsSoon(): void {
  setTimeout(() => void keepBookings().catch(() => (kept = undefined)), FIRST_SCREEN_MS);
}
