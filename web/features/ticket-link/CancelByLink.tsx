import { Trans, useLingui } from '@lingui/react/macro';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useCancelByLink } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

/** Asks once; for some minutes there is a way back. */
export function CancelByLink(props: { token: string; booking: LinkedBooking; until: string; onClose: () => void }) {
  const { token, booking, until, onClose } = props;
  const { t } = useLingui();
  const cancel = useCancelByLink(token);

  return (
    <Sheet title={t`Cancel this appointment?`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <p className="sec">
          <b>{joined(bookedTime(booking))}</b>
        </p>
        <p className="sec">
          <Trans>
            It costs nothing, and whoever it belongs to sees it too. Cancelling is possible until {until}. For some
            minutes you can still undo it.
          </Trans>
        </p>
        {cancel.error && (
          <Banner kind="stop">
            <ProblemSentence problem={problemOf(cancel.error)} branch={booking.branch} />
          </Banner>
        )}
        <div className="row">
          <button
            type="button"
            className="btn stop grow"
            aria-busy={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: onClose })}
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
