import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { clock, longDay } from '../../i18n/format.ts';
import { Page } from '../../ui/Page.tsx';

/** The minutes are over, or the time was let go: nobody's fault, and the way on. */
export function HoldOver({ booking, wasLetGo }: { booking: Booking; wasLetGo: boolean }) {
  const { t } = useLingui();
  const day = longDay(booking.localStart.slice(0, 10));
  const time = clock(booking.localStart);
  return (
    <Page title={wasLetGo ? t`This time was let go` : t`The time ran out`}>
      <div className="void" role="status" style={{ paddingBlockStart: 0 }}>
        <p className="sec">
          {wasLetGo ? (
            <Trans>
              {day}, {time}, is free again. Nothing was booked, and nothing is to be paid.
            </Trans>
          ) : (
            <Trans>
              {day}, {time}, is no longer held. Nothing was booked, and a code you gave is still yours. It may well be
              free still.
            </Trans>
          )}
        </p>
        <Link className="btn pri" href="/">
          <Trans>See other times</Trans>
        </Link>
      </div>
    </Page>
  );
}
