import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { MINUTE } from '#domain/ids.ts';
import { dateAt, longDay } from '../../../i18n/format.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { usePrepare } from '../../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { preparationWord } from './prepared-words.ts';

const PREPARATIONS: Booking['preparations'] = ['interpreter', 'company'];

/** What should be ready, until the day before. */
export function PreparationsSheet({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const prepare = usePrepare();
  const [chosen, setChosen] = useState(booking.preparations);
  const branch = byId(catalogue?.branches, booking.branch);
  const zone = branch?.timeZone ?? 'UTC';
  // It is a midnight, which people say as the end of the day before.
  const lastDay = longDay(dateAt(Date.parse(booking.prepareUntil) - MINUTE, zone));

  return (
    <Sheet title={t`What should be prepared?`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <div className="chips">
          {PREPARATIONS.map((one) => (
            <Chip
              key={one}
              checked={chosen.includes(one)}
              onChange={(on) => setChosen(on ? [...chosen, one] : chosen.filter((other) => other !== one))}
            >
              {preparationWord(one)}
            </Chip>
          ))}
        </div>
        <p className="meta">
          <Trans>This can change until the end of {lastDay}.</Trans>
        </p>
        {prepare.error && (
          <Banner kind="stop">
            <ProblemSentence problem={problemOf(prepare.error)} branch={branch} />
          </Banner>
        )}
        <button
          type="button"
          className="btn pri"
          aria-busy={prepare.isPending}
          onClick={() => prepare.mutate({ id: booking.id, preparations: chosen }, { onSuccess: onClose })}
        >
          {prepare.isPending ? <Trans>One moment</Trans> : <Trans>Save</Trans>}
        </button>
      </div>
    </Sheet>
  );
}
