import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Redirect } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { Booking } from '#contract/bookings.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { isOld, useBooking } from '../../platform/queries/booking-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { AsOf } from './AsOf.tsx';
import { MovedBanner, type MovedFrom } from './MovedBanner.tsx';
import { SignInFirst } from './SignInFirst.tsx';
import { Ticket } from './ticket/Ticket.tsx';
import { TicketActions } from './ticket/TicketActions.tsx';
import { TicketSkeleton } from './TicketSkeleton.tsx';
import { UndoBanner } from './UndoBanner.tsx';

/** What the screen before has done, told once on this one. */
export interface Said {
  said?: 'confirmed' | 'undone' | 'moved-back';
  movedFrom?: MovedFrom;
}

/** One booking's ticket. */
export function BookingPage({ id }: { id: string }) {
  const { t } = useLingui();
  const query = useBooking(id);
  const booking = query.data;
  const problem = query.error ? problemOf(query.error) : undefined;
  const old = isOld(query);

  if (problem?.code === 'not_signed_in') {
    return (
      <Page title={t`Appointment`}>
        <SignInFirst />
      </Page>
    );
  }
  if (booking?.state === 'held') return <Redirect to={`/hold/${id}`} replace />;
  return (
    <Page title={t`Appointment`} status={booking && <AsOf asOf={booking.asOf} isOld={old} branch={booking.branch} />}>
      {booking ? (
        <Shown booking={booking} isOld={old} />
      ) : problem ? (
        <Banner
          kind="warn"
          title={<Trans>This appointment did not load</Trans>}
          actions={
            problem.code === 'not_found' ? (
              <Link className="btn" href="/bookings">
                <Trans>My bookings</Trans>
              </Link>
            ) : (
              <button type="button" className="btn pri" onClick={() => void query.refetch()}>
                <Trans>Try again</Trans>
              </button>
            )
          }
        >
          <ProblemSentence problem={problem} />
        </Banner>
      ) : (
        <TicketSkeleton />
      )}
    </Page>
  );
}

function Shown({ booking, isOld }: { booking: Booking; isOld: boolean }) {
  const { said, movedFrom } = (useHistoryState<Said | null>() ?? {}) as Said;
  const now = useServerNow(30_000);
  const isOpen = booking.state === 'confirmed' && now < Date.parse(booking.startsAt);
  return (
    <div className="stack wide">
      {said && booking.state === 'confirmed' && (
        <p role="status" className="sec">
          <JustSaid said={said} />
        </p>
      )}
      {movedFrom && isOpen && movedFrom.startsAt !== booking.startsAt && (
        <MovedBanner booking={booking} from={movedFrom} />
      )}
      {booking.state === 'cancelled' && <UndoBanner booking={booking} />}
      <Ticket booking={booking}>{isOpen && <TicketActions booking={booking} isOld={isOld} />}</Ticket>
      {booking.state === 'cancelled' && (
        <Link className="btn" href="/" style={{ justifySelf: 'start' }}>
          <Trans>Find another time</Trans>
        </Link>
      )}
    </div>
  );
}

function JustSaid({ said }: { said: NonNullable<Said['said']> }) {
  switch (said) {
    case 'confirmed':
      return <Trans>It is booked. Show the code at the desk, or say the six digits.</Trans>;
    case 'undone':
      return <Trans>It is booked again, with a new code.</Trans>;
    case 'moved-back':
      return <Trans>It is at its old time again.</Trans>;
  }
}
