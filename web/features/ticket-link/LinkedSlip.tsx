import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { clock, fullDate, isElsewhere, joined, phoneDigits, weekday } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { libraryTimeWord, modeWord } from '../../i18n/meeting-words.ts';

/** When in large, and where. */
export function LinkedSlip({ booking, children }: { booking: LinkedBooking; children: ReactNode }) {
  const { branch, room, mode, state, localStart, localEnd } = booking;
  const [day, time] = bookedTime(booking);
  const date = localStart.slice(0, 10);
  const isFar = isElsewhere(booking.startsAt, branch.timeZone);
  const end = clock(localEnd);

  return (
    <article className="slip" aria-label={joined([day, time])}>
      <div className="slip-in" style={{ paddingBlockEnd: 'var(--s2)' }}>
        <p className="meta">{weekday(date)}</p>
        <p
          className="display"
          style={{
            fontSize: 'var(--t-2xl)',
            lineHeight: 1.25,
            textDecoration: state === 'cancelled' ? 'line-through' : undefined,
          }}
        >
          {time}
        </p>
        <p className="sec" style={{ marginBlockEnd: 'var(--s2)' }}>
          <Trans>
            {fullDate(date)}, until {end}
          </Trans>
          {isFar && ` (${libraryTimeWord()})`}
        </p>
        {state === 'over' && (
          <p className="sec">
            <Trans>This appointment cannot be changed any more.</Trans>
          </p>
        )}
        <dl className="lines">
          <div className="kv">
            <dt>
              <Trans>Place</Trans>
            </dt>
            <dd>
              <b className="blk">{joined([mode === 'room' ? undefined : modeWord(mode), say(branch.name)])}</b>
              {mode === 'room' && (
                <>
                  {room && <span className="blk">{say(room)}</span>}
                  <span className="blk">{say(branch.address)}</span>
                </>
              )}
            </dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>Phone</Trans>
            </dt>
            <dd>
              <a
                href={`tel:${branch.phone.replaceAll(' ', '')}`}
                style={{ display: 'inline-block', paddingBlock: '.75rem' }}
              >
                <bdi dir="ltr" className="nowrap">
                  {phoneDigits(branch.phone)}
                </bdi>
              </a>
            </dd>
          </div>
        </dl>
      </div>
      {children}
    </article>
  );
}
