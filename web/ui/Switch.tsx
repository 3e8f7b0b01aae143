import type { ReactNode } from 'react';

/** On or off at once: a native check box that says `switch`, with what it does written beside it. */
export function Switch(props: {
  checked: boolean;
  onChange: (on: boolean) => void;
  label: ReactNode;
  note?: ReactNode;
}) {
  return (
    <label className="setting row">
      <span className="grow">
        <b>{props.label}</b>
        {props.note && <span className="meta blk">{props.note}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        aria-checked={props.checked}
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
    </label>
  );
}
