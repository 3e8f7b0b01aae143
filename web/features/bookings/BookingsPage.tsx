import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { BookingList } from '#contract/bookings.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { isOld, useBookings, useEarlierBookings } from '../../platform/queries/booking-queries.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { arranged, nearest } from './arranged-bookings.ts';
import { AsOf } from './AsOf.tsx';
import { BookingRows } from './BookingRows.tsx';
import { SignInFirst } from './SignInFirst.tsx';
import { Ticket } from './ticket/Ticket.tsx';
import { TicketActions } from './ticket/TicketActions.tsx';
import { TicketSkeleton } from './TicketSkeleton.tsx';
import { UndoBanner } from './UndoBanner.tsx';

/** Own bookings: the next one as a ticket, later ones and past ones as rows. */
export function BookingsPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const query = useBookings(signedIn);
  const old = isOld(query);
  const now = useServerNow(30_000);
  const problem = query.error ? problemOf(query.error) : undefined;

  if (!signedIn || problem?.code === 'not_signed_in') {
    return (
      <Page title={t`My bookings`}>
        <SignInFirst />
      </Page>
    );
  }
  return (
    <Page
      title={t`My bookings`}
      status={
        query.data && <AsOf asOf={query.data.asOf} isOld={old} branch={nearest(query.data.bookings, now)?.branch} />
      }
    >
      {query.data ? (
        <Arranged list={query.data} isOld={old} />
      ) : problem ? (
        <Banner
          kind="warn"
          title={<Trans>Your bookings did not load</Trans>}
          actions={
            <button type="button" className="btn pri" onClick={() => void query.refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <ProblemSentence problem={problem} /> <Trans>Nothing was changed or lost.</Trans>
        </Banner>
      ) : (
        <TicketSkeleton />
      )}
    </Page>
  );
}

function Arranged({ list, isOld }: { list: BookingList; isOld: boolean }) {
  const now = useServerNow(30_000);
  const earlier = useEarlierBookings(list.next);
  const bookings = [...list.bookings, ...(earlier.data?.pages ?? []).flatMap((page) => page.bookings)];
  const { held, undoable, next, later, past } = arranged(bookings, now);
  const isMore = list.next !== undefined && (earlier.data === undefined || earlier.hasNextPage);
  return (
    <div className="stack wide">
      {held.map(({ id }) => (
        <Banner
          key={id}
          kind="warn"
          title={<Trans>A time is held for you</Trans>}
          actions={
            <Link className="btn" href={`/hold/${id}`}>
              <Trans>Go on</Trans>
            </Link>
          }
        >
          <Trans>It is not booked yet.</Trans>
        </Banner>
      ))}
      {undoable.map((booking) => (
        <UndoBanner key={booking.id} booking={booking} />
      ))}
      {next ? (
        <Ticket booking={next}>{next.state === 'confirmed' && <TicketActions booking={next} isOld={isOld} />}</Ticket>
      ) : (
        <NothingBooked />
      )}
      {later.length > 0 && (
        <section>
          <h2 style={{ fontSize: 'var(--t-md)', marginBlockEnd: 'var(--s1)' }}>
            <Trans>Later</Trans>
          </h2>
          <BookingRows bookings={later} />
        </section>
      )}
      {(past.length > 0 || isMore) && (
        <details>
          <summary>
            <Icon name="down" small />
            <Trans>Past and cancelled</Trans>
          </summary>
          <BookingRows bookings={past} />
          {earlier.error && (
            <Banner kind="warn">
              <ProblemSentence problem={problemOf(earlier.error)} />
            </Banner>
          )}
          {isMore && (
            <button
              type="button"
              className="btn"
              aria-busy={earlier.isFetching}
              onClick={() => void earlier.fetchNextPage()}
            >
              {earlier.isFetching ? <Trans>One moment</Trans> : <Trans>Show earlier</Trans>}
            </button>
          )}
        </details>
      )}
    </div>
  );
}

function NothingBooked() {
  return (
    <div className="void" style={{ paddingBlockStart: 0 }}>
      <p className="sec">
        <Trans>Nothing is booked. When you would like to talk to somebody, there is time for you.</Trans>
      </p>
      <Link className="btn pri" href="/">
        <Trans>Find a time</Trans>
      </Link>
    </div>
  );
}
