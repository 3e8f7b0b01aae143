import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useLinked } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { SlotSkeleton } from '../../ui/SlotSkeleton.tsx';
import { CancelledByLink } from './CancelledByLink.tsx';
import { useHeldToken } from './held-token.ts';
import { LinkActions } from './LinkActions.tsx';
import { LinkedSlip } from './LinkedSlip.tsx';
import { LinkMove } from './LinkMove.tsx';
import { MovedByLink } from './MovedByLink.tsx';

/** One appointment in the hands of somebody else: when and where, another time, or none. */
export function LinkPage() {
  const { t } = useLingui();
  const token = useHeldToken();
  return <Page title={t`Appointment`}>{token === undefined ? <NoLink /> : <Held key={token} token={token} />}</Page>;
}

function Held({ token }: { token: string }) {
  const { t } = useLingui();
  const query = useLinked(token);
  const problem = query.error ? problemOf(query.error) : undefined;

  if (problem?.code === 'not_found') return <NoLink />;
  if (query.data) return <Shown token={token} booking={query.data} />;
  if (!problem) return <SlotSkeleton label={t`The appointment is being looked up`} />;
  return (
    <Banner
      kind="warn"
      title={<Trans>This appointment did not load</Trans>}
      actions={
        <button type="button" className="btn pri" onClick={() => void query.refetch()}>
          <Trans>Try again</Trans>
        </button>
      }
    >
      <ProblemSentence problem={problem} />
    </Banner>
  );
}

/** Unknown, ended, over: whoever holds it is not told which. */
function NoLink() {
  return (
    <Banner kind="warn" title={<Trans>This link does not open anything</Trans>}>
      <Trans>
        It may have ended, or only a part of it arrived. Open it again from the message, or ask whoever gave it to you.
      </Trans>
    </Banner>
  );
}

function Shown({ token, booking }: { token: string; booking: LinkedBooking }) {
  const [isMoving, setMoving] = useState(false);
  const [movedFrom, setMovedFrom] = useState<LinkedBooking>();
  const isMoved = movedFrom !== undefined && movedFrom.startsAt !== booking.startsAt;

  if (isMoving && booking.state === 'confirmed') {
    const moved = () => {
      setMovedFrom(booking);
      setMoving(false);
    };
    return <LinkMove token={token} booking={booking} onKeep={() => setMoving(false)} onMoved={moved} />;
  }
  return (
    <div className="stack wide">
      {booking.state === 'confirmed' && isMoved && <MovedByLink token={token} booking={booking} from={movedFrom} />}
      {booking.state === 'cancelled' && <CancelledByLink token={token} booking={booking} />}
      <LinkedSlip booking={booking}>
        {booking.state === 'confirmed' && (
          <LinkActions token={token} booking={booking} onMove={() => setMoving(true)} />
        )}
      </LinkedSlip>
      <p className="sec">
        <Trans>
          You opened this with a link from somebody else. It shows the time and the place, and nothing more.
        </Trans>
      </p>
    </div>
  );
}
