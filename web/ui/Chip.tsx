import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** A choice that is on or off: a native check box that looks like a chip. */
export function Chip(props: {
  checked: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="chip">
      <input
        type="checkbox"
        className="vh"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <Icon name="tick" small className="tickmark" />
      {props.children}
    </label>
  );
}
