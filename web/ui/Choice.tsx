import { Icon, type IconName } from './Icon.tsx';

/** A native select. Its name is for those who do not see it; what is chosen says enough for those who do. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  icon?: IconName;
}) {
  return (
    <span className="choice">
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as T)}
      >
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Icon name={props.icon ?? 'down'} small />
    </span>
  );
}
