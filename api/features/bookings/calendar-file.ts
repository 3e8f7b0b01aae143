import ical, { ICalCalendarMethod, ICalEventStatus, type ICalCalendar } from 'ical-generator';
import { stateAt } from '#domain/booking/booking-policy.ts';
import type { Text } from '#domain/ids.ts';
import type { ReadCtx } from '../../storage/context.ts';
import type { BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import type { Terms } from './booking-terms.ts';
import { factsOf, ownBooking } from './own-booking.ts';

const textIn = (text: Text, locale: string) => text[locale as keyof Text] ?? text.en ?? '';

/** One booking as iCalendar. @throws Refusal `not_found` */
export async function calendarFile(ctx: ReadCtx, { id }: { id: string }): Promise<string> {
  const { row, terms } = await ownBooking(ctx, 'booking.read', id);
  const calendar = newCalendar();
  addAppointment(ctx, calendar, row, terms);
  return calendar.toString();
}

export function newCalendar(): ICalCalendar {
  return ical({
    prodId: { company: 'Library', product: 'Appointments' },
    method: ICalCalendarMethod.PUBLISH,
  });
}

/** The service's discreet name, branch and room, UTC times, and nothing of topic, counsellor or price. */
export function addAppointment(ctx: ReadCtx, calendar: ICalCalendar, row: BookingRow, terms: Terms): void {
  const { session } = row;
  const { locale } = ctx.actor;
  const room = session.room === null ? undefined : ctx.world.network.rooms.get(session.room);
  const state = stateAt(factsOf(row), ctx.now);

  const event = calendar.createEvent({
    id: `${row.id}@quietroom`,
    sequence: row.version,
    stamp: new Date(ctx.now),
    // Dates are written in UTC (`Z`): with a zone, ical-generator writes the process's wall clock.
    start: new Date(session.startsAt),
    end: new Date(session.endsAt),
    summary: textIn(terms.service.publicName, locale),
    status: state === 'cancelled' || state === 'expired' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (session.mode === 'room') {
    const place = [
      room && textIn(room.name, locale),
      textIn(terms.branch.name, locale),
      textIn(terms.branch.address, locale),
    ];
    event.location(place.filter(Boolean).join(', '));
  }
}
