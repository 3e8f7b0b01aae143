import { Trans, useLingui } from '@lingui/react/macro';
import type { Booking } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import { MINUTE } from '#domain/ids.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { clock, joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useMove } from '../../platform/queries/booking-queries.ts';
import { byId, useCatalogue, type CatalogueService } from '../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { OtherTimes } from '../../slots/rows/OtherTimes.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

interface Props {
  booking: Booking;
  slot: Slot;
  service: CatalogueService;
  onOther: (slot: Slot) => void;
  onClose: () => void;
  onMoved: () => void;
}

/** Asks once, with both times in sight. A time that went meanwhile is answered with the nearest others. */
export function MoveSheet({ booking, slot, service, onOther, onClose, onMoved }: Props) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const move = useMove();
  const from = joined(bookedTime(booking));
  const to = joined(bookedTime(slot));
  const time = clock(slot.localStart);
  const problem = move.error ? problemOf(move.error) : undefined;
  const alternatives = (problem?.facts['alternatives'] ?? []) as Slot[];
  const isFinal = useServerNow(30_000) > Date.parse(slot.startsAt) - service.cancelBeforeMin * MINUTE;
  const isTaken = problem?.code === 'slot_taken';

  const send = () => {
    const { startsAt, branch, mode } = slot;
    const elsewhere = { ...(branch !== booking.branch && { branch }), ...(mode !== booking.mode && { mode }) };
    move.mutate({ id: booking.id, startsAt, ...elsewhere }, { onSuccess: onMoved });
  };
  const other = (next: Slot) => {
    move.reset();
    onOther(next);
  };

  return (
    <Sheet title={t`Move to this time?`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <dl className="lines ruled">
          <div className="kv">
            <dt>
              <Trans>From</Trans>
            </dt>
            <dd>{from}</dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>To</Trans>
            </dt>
            <dd>{to}</dd>
          </div>
        </dl>
        {problem ? (
          <Banner kind="stop">
            <ProblemSentence problem={problem} branch={byId(catalogue?.branches, booking.branch)} />{' '}
            <Trans>Your appointment stays at its old time.</Trans>
          </Banner>
        ) : (
          <p className="sec">
            <Trans>The price stays, and so does a code. Room and counsellor may be others.</Trans>{' '}
            {isFinal && <Trans>This time is so near that it cannot be moved or cancelled here afterwards.</Trans>}
          </p>
        )}
        {isTaken && alternatives.length > 0 ? (
          <OtherTimes slots={alternatives} service={service} onTake={other} />
        ) : (
          <button type="button" className="btn pri big" aria-busy={move.isPending} onClick={send}>
            {move.isPending ? <Trans>One moment</Trans> : <Trans>Move to {time}</Trans>}
          </button>
        )}
      </div>
    </Sheet>
  );
}
