import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: ReactNode;
  /** Takes the hint's place. */
  wrong?: ReactNode;
}

/** Label above, hint below; an error says what to do in the hint's place. */
export function Field({ label, hint, wrong, ...input }: Props) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? note : undefined}
        {...input}
      />
      {wrong ? (
        <p id={note} className="wrong" role="alert">
          <Icon name="stop" small />
          <span>{wrong}</span>
        </p>
      ) : (
        hint && (
          <p id={note} className="hint">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
