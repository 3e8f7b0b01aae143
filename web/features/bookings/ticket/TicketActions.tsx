import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { useOnline } from '../../../platform/online.ts';
import { useServerNow } from '../../../platform/server-clock.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { LinkSheet } from '../link/LinkSheet.tsx';
import { CancelSheet } from './CancelSheet.tsx';
import { DirectionsSheet } from './DirectionsSheet.tsx';
import { CannotChangeSheet } from './CannotChangeSheet.tsx';
import { PreparationsSheet } from './PreparationsSheet.tsx';

type Open = 'directions' | 'prepare' | 'link' | 'cancel' | 'no-network' | 'too-late';

/** What can be done with a booking that is still to come. What cannot be done now says why, and whom to call. */
export function TicketActions({ booking, isOld }: { booking: Booking; isOld: boolean }) {
  const [open, setOpen] = useState<Open>();
  const isOffline = !useOnline() || isOld;
  const now = useServerNow(30_000);
  const isTooLate = now > Date.parse(booking.changeUntil);
  const mayPrepare = now < Date.parse(booking.prepareUntil);
  const close = () => setOpen(undefined);
  const obstacle = isOffline ? 'no-network' : isTooLate ? 'too-late' : undefined;

  return (
    <>
      <div className="acts">
        <a
          className="quick"
          href={`/api/bookings/${booking.id}/calendar.ics`}
          download
          onClick={(event) => {
            if (!isOffline) return;
            event.preventDefault();
            setOpen('no-network');
          }}
        >
          <Icon name="month" small />
          <Trans>Add to calendar</Trans>
        </a>
        <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setOpen('directions')}>
          <Icon name="directions" small />
          <Trans>Directions</Trans>
        </button>
        {obstacle ? (
          <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setOpen(obstacle)}>
            <Icon name="move" small />
            <Trans>Move</Trans>
          </button>
        ) : (
          <Link className="quick" href={`/bookings/${booking.id}/move`}>
            <Icon name="move" small />
            <Trans>Move</Trans>
          </Link>
        )}
        <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setOpen(obstacle ?? 'cancel')}>
          <Icon name="close" small />
          <Trans>Cancel</Trans>
        </button>
        {mayPrepare && (
          <button
            type="button"
            className="quick"
            aria-haspopup="dialog"
            style={{ gridColumn: '1 / -1' }}
            onClick={() => setOpen(isOffline ? 'no-network' : 'prepare')}
          >
            <Icon name="bell" small />
            <Trans>Change what is prepared</Trans>
          </button>
        )}
        {!isTooLate && (
          <button
            type="button"
            className="quick"
            aria-haspopup="dialog"
            style={{ gridColumn: '1 / -1' }}
            onClick={() => setOpen(isOffline ? 'no-network' : 'link')}
          >
            <Icon name="person" small />
            <Trans>A link for somebody else to change it</Trans>
          </button>
        )}
      </div>
      {open === 'directions' && <DirectionsSheet booking={booking} onClose={close} />}
      {open === 'prepare' && <PreparationsSheet booking={booking} onClose={close} />}
      {open === 'link' && <LinkSheet booking={booking} onClose={close} />}
      {open === 'cancel' && <CancelSheet booking={booking} onClose={close} />}
      {(open === 'no-network' || open === 'too-late') && (
        <CannotChangeSheet booking={booking} why={open} onClose={close} />
      )}
    </>
  );
}
