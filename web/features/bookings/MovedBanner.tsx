import { Trans } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useMove } from '../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Where a booking was before it was moved. */
export type MovedFrom = Pick<Booking, 'startsAt' | 'localStart' | 'counsellor'>;

/** Undoing a move is a move back, while the old time is still free. */
export function MovedBanner({ booking, from }: { booking: Booking; from: MovedFrom }) {
  const catalogue = useCatalogue();
  const move = useMove();
  const [, go] = useLocation();
  const { id } = booking;
  const mayMove = useServerNow(30_000) <= Date.parse(booking.changeUntil);
  const old = joined(bookedTime(from));

  if (move.error) {
    return (
      <Banner kind="stop" title={<Trans>It stays at the new time</Trans>}>
        <ProblemSentence problem={problemOf(move.error)} branch={byId(catalogue?.branches, booking.branch)} />
      </Banner>
    );
  }
  const back = () =>
    move.mutate(
      { id, startsAt: from.startsAt, counsellor: from.counsellor },
      { onSuccess: () => go(`/bookings/${id}`, { replace: true, state: { said: 'moved-back' } }) },
    );
  return (
    <Banner
      kind="ok"
      title={<Trans>Moved</Trans>}
      actions={
        mayMove && (
          <button type="button" className="btn" aria-busy={move.isPending} onClick={back}>
            {move.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
          </button>
        )
      }
    >
      <Trans>It was {old}. The price is the same.</Trans>
    </Banner>
  );
}
