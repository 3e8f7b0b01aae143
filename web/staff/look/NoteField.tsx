import { Plural } from '@lingui/react/macro';
import { useId, type ReactNode } from 'react';

/** As many as the API takes (D11). */
const MOST = 280;

/** A note, and how much of it is left. */
export function NoteField(props: { label: ReactNode; value: string; onChange: (text: string) => void }) {
  const { label, value, onChange } = props;
  const id = useId();
  const left = MOST - value.length;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input"
        rows={4}
        maxLength={MOST}
        value={value}
        aria-describedby={`${id}-left`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="hint" id={`${id}-left`}>
        <Plural value={left} one="# character left" other="# characters left" />
      </p>
    </div>
  );
}
