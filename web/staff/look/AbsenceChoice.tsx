import { useLingui } from '@lingui/react/macro';
import { useId, type ReactNode } from 'react';
import { ABSENCES, type Absence } from '#domain/check-in/check-in-item.ts';
import { absenceWord } from './absence-words.ts';

/** They did not come: three ways, told apart, since a discount comes back to the patron in two of them. */
export function AbsenceChoice(props: { legend: ReactNode; value: Absence; onChange: (absence: Absence) => void }) {
  const { legend, value, onChange } = props;
  const { t } = useLingui();
  const name = useId();
  return (
    <fieldset>
      <legend className="legend">{legend}</legend>
      <div className="lines ruled">
        {ABSENCES.map((one) => (
          <label key={one} className="opt">
            <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
            <span>
              <b>{absenceWord(one)}</b>
              <span className="meta">{meaning(one)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
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
