import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { placeWord } from '../../i18n/booking-words.ts';
import { clock, dayOfMonth, joined, monthBrief, weekday } from '../../i18n/format.ts';
import { useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StateBadge } from './ticket/StateBadge.tsx';

/** Whose it is, where it is a child's. */
function ForChild({ initials }: { initials: string }) {
  return (
    <Trans>
      for <bdi>{initials}</bdi>
    </Trans>
  );
}

/** Bookings as rows that lead to their tickets. */
export function BookingRows({ bookings }: { bookings: Booking[] }) {
  const catalogue = useCatalogue();
  return (
    <ul className="lines ruled">
      {bookings.map((booking) => {
        const date = booking.localStart.slice(0, 10);
        return (
          <li key={booking.id}>
            <Link
              href={`/bookings/${booking.id}`}
              className="row"
              style={{
                minBlockSize: '4.25rem',
                paddingBlock: 'var(--s2)',
                color: 'inherit',
                textDecoration: 'none',
                flexWrap: 'nowrap',
              }}
            >
              <span style={{ inlineSize: '3.25rem', textAlign: 'center', lineHeight: 1.3, flex: 'none' }}>
                <b className="num" style={{ fontSize: '1.375rem' }}>
                  {dayOfMonth(date)}
                </b>
                <span className="meta blk">{monthBrief(date)}</span>
              </span>
              <span className="grow" style={{ lineHeight: 1.45 }}>
                <b className="blk" style={{ fontSize: 'var(--t-sm)' }}>
                  {weekday(date)} {clock(booking.localStart)}
                </b>
                <span className="sec blk">
                  {joined([placeWord(booking, catalogue)])}
                  {booking.child && (
                    <>
                      {' · '}
                      <ForChild initials={booking.child.initials} />
                    </>
                  )}
                </span>
                {booking.state !== 'confirmed' && <StateBadge booking={booking} />}
              </span>
              <Icon name="after" small />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
