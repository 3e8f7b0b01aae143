import { Trans } from '@lingui/react/macro';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useMoveByLink } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Undoing a move is a move back, while the old time is still free. */
export function MovedByLink(props: { token: string; booking: LinkedBooking; from: LinkedBooking }) {
  const { token, booking, from } = props;
  const move = useMoveByLink(token);
  const mayMove = useServerNow(30_000) <= Date.parse(booking.changeUntil);
  const old = joined(bookedTime(from));

  if (move.error) {
    return (
      <Banner kind="stop" title={<Trans>It stays at the new time</Trans>}>
        <ProblemSentence problem={problemOf(move.error)} branch={booking.branch} />
      </Banner>
    );
  }
  return (
    <Banner
      kind="ok"
      title={<Trans>Moved</Trans>}
      actions={
        mayMove && (
          <button type="button" className="btn" aria-busy={move.isPending} onClick={() => move.mutate(from.startsAt)}>
            {move.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
          </button>
        )
      }
    >
      <Trans>It was {old}.</Trans>
    </Banner>
  );
}
