import { Trans } from '@lingui/react/macro';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Slot } from '#contract/slots.ts';
import { clock, longDay } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import type { RefusedSlot } from '../../platform/chosen-slot.ts';
import { dayOf } from '../../slots/slot-days.ts';
import { OtherTimes } from '../../slots/rows/OtherTimes.tsx';
import { Banner } from '../../ui/Banner.tsx';

const TakeForChild = lazy(async () => ({ default: (await import('./whom/TakeForChild.tsx')).TakeForChild }));
let isShown = false;

/** A time that could not be had: why, that nothing was booked, and what is nearest. */
export function RefusedTime(props: {
  refused: RefusedSlot;
  today: string;
  taking: string | undefined;
  onTake: (slot: Slot) => void;
  onClose: () => void;
}) {
  const { refused, today, taking, onTake, onClose } = props;
  const { problem, slot, hold } = refused;
  const catalogue = useCatalogue();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
  }, [refused]);
  useEffect(() => {
    isShown = true;
    return () => {
      isShown = false;
      // Once the page is left it is history; drawn anew at once, it is not left.
      setTimeout(() => isShown || onClose());
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const service = byId(catalogue?.services, hold.service);
  const branch = byId(catalogue?.branches, hold.branch);
  const alternatives = (problem.facts['alternatives'] ?? []) as Slot[];
  return (
    <div ref={place} className="refused">
      <Banner
        kind={problem.code === 'slot_taken' ? 'warn' : 'stop'}
        isRefusal
        title={
          <>
            {longDay(dayOf(slot))}, {clock(slot.localStart)}
          </>
        }
        actions={alternatives.length === 0 && <WayOn refused={refused} onTake={onTake} onClose={onClose} />}
      >
        <ProblemSentence problem={problem} branch={branch} />
        {alternatives.length > 0 && (
          <>
            {' '}
            <Trans>Nothing was booked. These are the nearest:</Trans>
          </>
        )}
      </Banner>
      {service && alternatives.length > 0 && (
        <OtherTimes slots={alternatives} service={service} asked={hold} today={today} taking={taking} onTake={onTake} />
      )}
    </div>
  );
}

function WayOn({
  refused,
  onTake,
  onClose,
}: {
  refused: RefusedSlot;
  onTake: (slot: Slot) => void;
  onClose: () => void;
}) {
  switch (refused.problem.code) {
    case 'offline':
    case 'unclear':
    case 'twin_running':
    case 'cannot_write':
      return (
        <button type="button" className="btn" onClick={() => onTake(refused.slot)}>
          <Trans>Try again</Trans>
        </button>
      );
    case 'patron_busy':
    case 'too_many_open':
      return (
        <>
          <Link className="btn" href="/bookings">
            <Trans>My bookings</Trans>
          </Link>
          <Suspense>
            <TakeForChild refused={refused} />
          </Suspense>
        </>
      );
    default:
      return (
        <button type="button" className="btn" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      );
  }
}
