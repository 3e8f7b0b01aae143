import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import { MINUTE } from '#domain/ids.ts';
import { clockAt } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { AbsenceChoice } from '../../../staff/look/AbsenceChoice.tsx';
import type { PartProps } from './row-part.ts';

/** They did not come: why, as far as anybody knows. The counsellor has the last word on it. */
export function RowAbsence({ one: { row, progress }, graceMin, zone, work, onDone }: PartProps) {
  const [absence, setAbsence] = useState<Absence>(progress.absence ?? 'unexcused');
  const isAbsent = progress.standing === 'absent';

  if (!isAbsent && !progress.mayBeAbsent) {
    const from = clockAt(Date.parse(row.startsAt) + graceMin * MINUTE, zone);
    return (
      <Banner kind="info">
        <Trans>They may still come. From {from} on it can be said that they did not.</Trans>
      </Banner>
    );
  }
  return (
    <>
      <AbsenceChoice legend={<Trans>Why, as far as you know</Trans>} value={absence} onChange={setAbsence} />
      <p className="meta">
        <Trans>The counsellor confirms it. If they come after all, check them in.</Trans>
      </p>
      <div className="row">
        <button
          type="button"
          className="btn pri big grow"
          onClick={() => void work.tell(row, { event: 'no_show', absence }).then(onDone)}
        >
          {isAbsent ? <Trans>Save</Trans> : <Trans>Did not come</Trans>}
        </button>
        {isAbsent && (
          <button
            type="button"
            className="btn big"
            onClick={() => void work.tell(row, { event: 'arrived' }).then(onDone)}
          >
            <Trans>They came after all</Trans>
          </button>
        )}
      </div>
    </>
  );
}
