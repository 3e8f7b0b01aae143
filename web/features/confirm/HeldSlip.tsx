import type { Booking } from '#contract/bookings.ts';
import { lengthOf, placeWord } from '../../i18n/booking-words.ts';
import { clock, joined, shortDay } from '../../i18n/format.ts';
import { lengthWord, withWhom } from '../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { PriceSum } from './PriceSum.tsx';

/** What is held: when, how long, where, with whom, and what it costs. */
export function HeldSlip({ booking }: { booking: Booking }) {
  const catalogue = useCatalogue();
  const counsellor = byId(catalogue?.counsellors, booking.counsellor);

  const facts = [
    lengthWord(lengthOf(booking)),
    placeWord(booking, catalogue),
    counsellor && withWhom([counsellor.name]),
  ];

  return (
    <section className="slip">
      <div className="slip-in" style={{ paddingBlock: '.625rem .75rem' }}>
        <p className="display" style={{ fontSize: '1.375rem' }}>
          {joined([shortDay(booking.localStart.slice(0, 10)), clock(booking.localStart)])}
        </p>
        <p className="sec">{facts.filter(Boolean).join(' · ')}</p>
        <PriceSum price={booking.price} />
      </div>
    </section>
  );
}
