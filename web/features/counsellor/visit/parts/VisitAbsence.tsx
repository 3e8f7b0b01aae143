import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { ABSENCES, type Absence } from '#domain/check-in/check-in-item.ts';
import { absenceWord } from '../../../../staff/look/absence-words.ts';
import type { PartProps } from '../part-props.ts';

/** They did not come: three ways, told apart, since a discount comes back to the patron in two of them. */
export function VisitAbsence({ visit, tell, onPart }: PartProps) {
  const { t } = useLingui();
  const name = useId();
  const [absence, setAbsence] = useState<Absence>(visit.absence ?? 'unexcused');

  return (
    <>
      <fieldset>
        <legend className="legend">
          <Trans>How was it?</Trans>
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
      <button
        type="button"
        className="btn pri big full"
        onClick={() => void tell(visit, { event: 'no_show', absence }).then(() => onPart('visit'))}
      >
        <Trans>Record: did not come</Trans>
      </button>
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
