import { Trans, useLingui } from '@lingui/react/macro';
import type { Booking } from '#contract/bookings.ts';
import { dateAt, joined, longDay } from '../../../i18n/format.ts';
import { libraryClock } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { CallBranch } from './CallBranch.tsx';

/** Why it cannot be moved or cancelled here and now, and who can do it. */
export function CannotChangeSheet(props: { booking: Booking; why: 'no-network' | 'too-late'; onClose: () => void }) {
  const { booking, why, onClose } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const branch = byId(catalogue?.branches, booking.branch);
  const zone = branch?.timeZone ?? 'UTC';
  const until = joined([longDay(dateAt(booking.changeUntil, zone)), libraryClock(booking.changeUntil, zone)]);

  return (
    <Sheet
      title={why === 'too-late' ? t`Too late to change it here` : t`This needs a network`}
      close={t`Close`}
      onClose={onClose}
    >
      <div className="stack">
        <p className="sec">
          {why === 'too-late' ? (
            <Trans>It could be moved or cancelled until {until}. If you cannot come, a call helps.</Trans>
          ) : (
            <Trans>
              Your appointment stands as it is. Moving, cancelling and changing it needs a network; the library can do
              it for you on the phone.
            </Trans>
          )}
        </p>
        {branch && <CallBranch branch={branch} />}
      </div>
    </Sheet>
  );
}
