import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { bookedTime, lengthOf, placeWord } from '../../../i18n/booking-words.ts';
import { dateAt, dayAndMonth, isElsewhere, joined, longDay, money, weekday } from '../../../i18n/format.ts';
import { dayWord, initials, lengthWord, libraryTimeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useServerNow } from '../../../platform/server-clock.ts';
import { daysBetween } from '#domain/time/local-date.ts';
import { featureWord, preparationWord } from './prepared-words.ts';
import { StateBadge } from './StateBadge.tsx';
import { TicketCode } from './TicketCode.tsx';

/** A booking as a slip to carry along: when in large, what to show, where, and what is ready. Nothing says why. */
export function Ticket({ booking, children }: { booking: Booking; children?: ReactNode }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const place = placeWord(booking, catalogue);
  const [day, time] = bookedTime(booking);
  const date = booking.localStart.slice(0, 10);
  const zone = byId(catalogue?.branches, booking.branch)?.timeZone;
  const isFar = zone !== undefined && isElsewhere(booking.startsAt, zone);
  const counsellor = byId(catalogue?.counsellors, booking.counsellor);
  const prepared = [...booking.features.map(featureWord), ...booking.preparations.map(preparationWord)];

  return (
    <article className="slip" aria-label={joined([day, time, place])}>
      <div className="slip-in" style={{ paddingBlockEnd: '.25rem' }}>
        <div className="ticket">
          <div>
            <p className="meta">
              <NearDay booking={booking} />
            </p>
            <p className="display" style={{ fontSize: 'var(--t-2xl)', lineHeight: 1.25 }}>
              {time}
            </p>
            <p className="sec" style={{ marginBlockEnd: 'var(--s2)' }}>
              {joined([dayAndMonth(date), lengthWord(lengthOf(booking)), isFar ? libraryTimeWord() : undefined])}
            </p>
            <StateBadge booking={booking} boxed />
          </div>
          {booking.ticket && <TicketCode ticket={booking.ticket} />}
        </div>
        <dl className="lines" style={{ marginBlockStart: 'var(--s2)' }}>
          {booking.child && (
            <Line name={t`Who comes`}>
              <bdi>{booking.child.initials}</bdi>
            </Line>
          )}
          <Line name={t`Place`}>{place}</Line>
          {counsellor && <Line name={t`With`}>{initials(counsellor.name)}</Line>}
          {booking.people > 1 && (
            <Line name={t`For`}>
              <Plural value={booking.people} one="# person" other="# people" />
            </Line>
          )}
          {prepared.length > 0 && <Line name={t`Prepared`}>{joined(prepared)}</Line>}
          {booking.ticket && (
            <Line name={t`At the desk`}>
              <AtTheDesk booking={booking} />
            </Line>
          )}
        </dl>
      </div>
      {children}
    </article>
  );
}

/** "Today, Tuesday": a far day is its weekday only, since the date stands below. */
function NearDay({ booking }: { booking: Booking }) {
  const catalogue = useCatalogue();
  const now = useServerNow(60_000);
  const date = booking.localStart.slice(0, 10);
  const zone = byId(catalogue?.branches, booking.branch)?.timeZone;
  if (!zone) return longDay(date);

  const today = dateAt(now, zone);
  const days = daysBetween(today, date);
  return days === 0 || days === 1 ? joined([dayWord(date, today), weekday(date)]) : weekday(date);
}

function AtTheDesk({ booking: { mode, price } }: { booking: Booking }) {
  const due = money(price.total);
  const isFree = price.total.amount === 0;
  if (mode !== 'room') return isFree ? <Trans>Nothing to pay.</Trans> : <Trans>{due} to pay at your library.</Trans>;
  return isFree ? (
    <Trans>Show this or say the code. Nothing to pay.</Trans>
  ) : (
    <Trans>Show this or say the code. {due}</Trans>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="kv">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
