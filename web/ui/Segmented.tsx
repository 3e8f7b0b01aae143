import { useId, type ReactNode } from 'react';

/** One of a few, side by side: native radio buttons, so arrow keys and screen readers know what to do. */
export function Segmented<T extends string>(props: {
  legend: string;
  value: T;
  options: { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="seg">
      <legend className="vh">{props.legend}</legend>
      {props.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            className="vh"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
