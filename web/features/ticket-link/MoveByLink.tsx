import { Trans, useLingui } from '@lingui/react/macro';
import type { LinkedBooking, LinkTime } from '#contract/link/ticket-links.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { clock, joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useMoveByLink } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

interface Props {
  token: string;
  booking: LinkedBooking;
  to: LinkTime;
  onClose: () => void;
  onMoved: () => void;
}

/** Asks once, with both times in sight. */
export function MoveByLink({ token, booking, to, onClose, onMoved }: Props) {
  const { t } = useLingui();
  const move = useMoveByLink(token);
  const time = clock(to.localStart);

  return (
    <Sheet title={t`Move to this time?`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <dl className="lines ruled">
          <div className="kv">
            <dt>
              <Trans>From</Trans>
            </dt>
            <dd>{joined(bookedTime(booking))}</dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>To</Trans>
            </dt>
            <dd>{joined(bookedTime(to))}</dd>
          </div>
        </dl>
        {move.error ? (
          <>
            <Banner kind="stop">
              <ProblemSentence problem={problemOf(move.error)} branch={booking.branch} />{' '}
              <Trans>The appointment stays at its old time.</Trans>
            </Banner>
            <button type="button" className="btn" onClick={onClose}>
              <Trans>Choose another time</Trans>
            </button>
          </>
        ) : (
          <>
            <p className="sec">
              <Trans>The place stays the same; the room may be another one.</Trans>
            </p>
            <button
              type="button"
              className="btn pri big"
              aria-busy={move.isPending}
              onClick={() => move.mutate(to.startsAt, { onSuccess: onMoved })}
            >
              {move.isPending ? <Trans>One moment</Trans> : <Trans>Move to {time}</Trans>}
            </button>
          </>
        )}
      </div>
    </Sheet>
  );
}
