import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { dateAt, joined, longDay } from '../../i18n/format.ts';
import { libraryClock } from '../../i18n/meeting-words.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CancelByLink } from './CancelByLink.tsx';

/** Move and cancel, as long as the patron could. */
export function LinkActions(props: { token: string; booking: LinkedBooking; onMove: () => void }) {
  const { token, booking, onMove } = props;
  const [isCancelling, setCancelling] = useState(false);
  const isTooLate = useServerNow(30_000) > Date.parse(booking.changeUntil);
  const zone = booking.branch.timeZone;
  const until = joined([longDay(dateAt(booking.changeUntil, zone)), libraryClock(booking.changeUntil, zone)]);

  if (isTooLate) {
    return (
      <p className="slip-in sec" style={{ paddingBlockStart: 0 }}>
        <Trans>It could be moved or cancelled until {until}. Now a call to the library helps.</Trans>
      </p>
    );
  }
  return (
    <>
      <div className="acts">
        <button type="button" className="quick" onClick={onMove}>
          <Icon name="move" small />
          <Trans>Move</Trans>
        </button>
        <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setCancelling(true)}>
          <Icon name="close" small />
          <Trans>Cancel</Trans>
        </button>
      </div>
      {isCancelling && (
        <CancelByLink token={token} booking={booking} until={until} onClose={() => setCancelling(false)} />
      )}
    </>
  );
}
