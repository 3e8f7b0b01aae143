import { useId } from 'react';
import { Icon } from '../../../ui/Icon.tsx';

/** A native select under its label, as wide as the fields around it. */
export function SelectField<T extends string>(props: {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <span className="choice wide-choice">
        <select id={id} value={props.value} onChange={(event) => props.onChange(event.target.value as T)}>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="down" small />
      </span>
    </div>
  );
}
