import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { ABSENCES, type Absence } from '#domain/check-in/check-in-item.ts';
import { MINUTE } from '#domain/ids.ts';
import { clockAt } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { absenceWord } from '../../../staff/look/absence-words.ts';
import type { PartProps } from './row-part.ts';

/** They did not come: why, as far as anybody knows. The counsellor has the last word on it. */
export function RowAbsence({ one: { row, progress }, graceMin, zone, work, onDone }: PartProps) {
  const { t } = useLingui();
  const [absence, setAbsence] = useState<Absence>(progress.absence ?? 'unexcused');
  const name = useId();
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
      <fieldset>
        <legend className="legend">
          <Trans>Why, as far as you know</Trans>
        </legend>
        <div className="lines ruled">
          {ABSENCES.map((one) => (
            <label key={one} className="opt">
              <input type="radio" name={name} checked={absence === one} onChange={() => setAbsence(one)} />
              <span>
                <b>{absenceWord(one)}</b>
                <span className="meta">{meaning(one)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
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

  function meaning(one: Absence): string {
    switch (one) {
      case 'unexcused':
        return t`Nobody heard from them.`;
      case 'excused':
        return t`They let us know. A discount they used comes back to them.`;
      case 'our_fault':
        return t`We were closed, ill or double-booked. A discount they used comes back to them.`;
      default:
        return one satisfies never;
    }
  }
}
