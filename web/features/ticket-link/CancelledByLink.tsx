import { Trans } from '@lingui/react/macro';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { libraryClock } from '../../i18n/meeting-words.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useUndoByLink } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';

/** For some minutes the same time can be taken again. */
export function CancelledByLink({ token, booking }: { token: string; booking: LinkedBooking }) {
  const undo = useUndoByLink(token);
  const now = useServerNow(15_000);
  const until = booking.undoUntil && libraryClock(booking.undoUntil, booking.branch.timeZone);
  const mayUndo = booking.undoUntil !== undefined && now < Date.parse(booking.undoUntil);

  if (undo.error) {
    return (
      <Banner kind="stop" title={<Trans>It could not be undone</Trans>}>
        <ProblemSentence problem={problemOf(undo.error)} branch={booking.branch} />
      </Banner>
    );
  }
  return (
    <Banner
      kind="ok"
      title={<Trans>Cancelled</Trans>}
      actions={
        mayUndo && (
          <button type="button" className="btn" aria-busy={undo.isPending} onClick={() => undo.mutate()}>
            {undo.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
          </button>
        )
      }
    >
      {mayUndo && <Trans>You can undo this until {until}.</Trans>}
    </Banner>
  );
}
