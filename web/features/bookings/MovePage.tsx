import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import { bookedTime, placeWord } from '../../i18n/booking-words.ts';
import { joined } from '../../i18n/format.ts';
import { isOld, useBooking } from '../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { SlotChooser } from '../../slots/SlotChooser.tsx';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { MoveSheet } from './MoveSheet.tsx';
import { TicketSkeleton } from './TicketSkeleton.tsx';

/** Another time for a booking: of the same service, branch and way of meeting. */
export function MovePage({ id }: { id: string }) {
  const { t } = useLingui();
  const query = useBooking(id);
  const booking = query.data;
  const now = useServerNow(30_000);
  const catalogue = useCatalogue();

  // What the device kept says nothing of the service: without an answer there is nothing to choose from.
  if (!booking || booking.service === '') {
    return (
      <Page title={t`Move`}>
        {query.error ? (
          <Banner
            kind="warn"
            actions={
              <>
                <button type="button" className="btn pri" onClick={() => void query.refetch()}>
                  <Trans>Try again</Trans>
                </button>
                <Link className="btn" href={`/bookings/${id}`}>
                  <Trans>Keep the old time</Trans>
                </Link>
              </>
            }
          >
            <ProblemSentence problem={problemOf(query.error)} branch={byId(catalogue?.branches, booking?.branch)} />
          </Banner>
        ) : (
          <TicketSkeleton />
        )}
      </Page>
    );
  }
  if (booking.state !== 'confirmed' || now > Date.parse(booking.changeUntil)) {
    return <Redirect to={`/bookings/${id}`} replace />;
  }
  return (
    <Page title={t`Move`}>
      <Times booking={booking} isOld={isOld(query)} />
    </Page>
  );
}

function Times({ booking, isOld }: { booking: Booking; isOld: boolean }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [, go] = useLocation();
  const [slot, setSlot] = useState<Slot>();
  const service = byId(catalogue?.services, booking.service);
  const branch = byId(catalogue?.branches, booking.branch);
  const old = joined(bookedTime(booking));

  return (
    <div className="stack">
      <div className="ruled" style={{ paddingBlock: 'var(--s2)' }}>
        <p className="meta">
          <Trans>Now booked</Trans>
        </p>
        <p>
          <b>{old}</b>
        </p>
        <p className="sec">{placeWord(booking, catalogue)}</p>
      </div>
      {isOld && (
        <Banner kind="warn">
          <Trans>Moving needs a network. Your appointment stands as it is.</Trans>
        </Banner>
      )}
      {service && branch ? (
        <SlotChooser
          service={service}
          branch={branch}
          mode={booking.mode}
          people={booking.people}
          features={booking.features}
          onTake={setSlot}
          takeWord={(time) => t`Move to ${time}`}
        />
      ) : (
        <p className="sec">
          <Trans>This kind of appointment is not offered here any more. A call to the library helps.</Trans>
        </p>
      )}
      <Link className="btn" href={`/bookings/${booking.id}`} style={{ justifySelf: 'start' }}>
        <Trans>Keep the old time</Trans>
      </Link>
      {slot && service && (
        <MoveSheet
          booking={booking}
          slot={slot}
          service={service}
          onOther={setSlot}
          onClose={() => setSlot(undefined)}
          onMoved={() => {
            const { startsAt, localStart, counsellor } = booking;
            go(`/bookings/${booking.id}`, { state: { movedFrom: { startsAt, localStart, counsellor } } });
          }}
        />
      )}
    </div>
  );
}
