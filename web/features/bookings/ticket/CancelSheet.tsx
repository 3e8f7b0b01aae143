import { Trans, useLingui } from '@lingui/react/macro';
import type { Booking } from '#contract/bookings.ts';
import { bookedTime } from '../../../i18n/booking-words.ts';
import { dateAt, joined, longDay } from '../../../i18n/format.ts';
import { libraryClock } from '../../../i18n/meeting-words.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { useCancel } from '../../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';

/** Asks once. What follows is on the page: "Cancelled", and for some minutes a way back. */
export function CancelSheet({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const cancel = useCancel();
  const branch = byId(catalogue?.branches, booking.branch);
  const [day, time] = bookedTime(booking);
  const zone = branch?.timeZone ?? 'UTC';
  const until = joined([longDay(dateAt(booking.changeUntil, zone)), libraryClock(booking.changeUntil, zone)]);

  return (
    <Sheet title={t`Cancel this appointment?`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <p className="sec">
          <b>{joined([day, time])}</b>
        </p>
        <p className="sec">
          <Trans>It costs nothing, and somebody else can have the time. Cancelling is possible until {until}.</Trans>{' '}
          {booking.price.lines.length > 0 && (
            <Trans>Your discount, and a code if you gave one, come back to you.</Trans>
          )}{' '}
          <Trans>For some minutes you can still undo it.</Trans>
        </p>
        {cancel.error && (
          <Banner kind="stop">
            <ProblemSentence problem={problemOf(cancel.error)} branch={branch} />
          </Banner>
        )}
        <div className="row">
          <button
            type="button"
            className="btn stop grow"
            aria-busy={cancel.isPending}
            onClick={() => cancel.mutate({ id: booking.id }, { onSuccess: onClose })}
          >
            {cancel.isPending ? <Trans>One moment</Trans> : <Trans>Cancel the appointment</Trans>}
          </button>
          <button type="button" className="btn grow" onClick={onClose}>
            <Trans>Keep it</Trans>
          </button>
        </div>
      </div>
    </Sheet>
  );
}
