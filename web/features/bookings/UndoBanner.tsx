import { Trans } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { joined } from '../../i18n/format.ts';
import { libraryClock } from '../../i18n/meeting-words.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useRetake } from '../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** A cancelled booking and, for some minutes, the way back: the same time, price and code as a new booking. */
export function UndoBanner({ booking }: { booking: Booking }) {
  const catalogue = useCatalogue();
  const retake = useRetake();
  const [, go] = useLocation();
  const branch = byId(catalogue?.branches, booking.branch);
  const what = joined(bookedTime(booking));
  const until = booking.undoUntil && libraryClock(booking.undoUntil, branch?.timeZone ?? 'UTC');

  if (retake.error) {
    return (
      <Banner kind="stop" title={<Trans>It could not be undone</Trans>}>
        <ProblemSentence problem={problemOf(retake.error)} branch={branch} />
      </Banner>
    );
  }
  return (
    <Banner
      kind="ok"
      title={booking.letGo ? <Trans>Let go</Trans> : <Trans>Cancelled</Trans>}
      actions={
        booking.undoUntil && (
          <button
            type="button"
            className="btn"
            aria-busy={retake.isPending}
            onClick={() =>
              retake.mutate(
                { id: booking.id },
                { onSuccess: ({ id }) => go(`/bookings/${id}`, { replace: true, state: { said: 'undone' } }) },
              )
            }
          >
            {retake.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
          </button>
        )
      }
    >
      {what}. {until && <Trans>You can undo this until {until}.</Trans>}
      {booking.letGo && <Trans>This time was held for a while, and never booked.</Trans>}
    </Banner>
  );
}
