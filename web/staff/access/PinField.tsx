import { foldDigits } from '../../i18n/digits.ts';
import { Field } from '../../ui/Field.tsx';
import type { ReactNode } from 'react';

const SHAPE = /^\d{4,8}$/;

/** Digits of whatever keyboard there is; undefined where it is no PIN. */
export function pinIn(typed: string): string | undefined {
  const pin = foldDigits(typed).replace(/\s/g, '');
  return SHAPE.test(pin) ? pin : undefined;
}

export function PinField(props: {
  label: string;
  value: string;
  hint?: ReactNode;
  wrong?: ReactNode;
  isNew?: boolean;
  onChange: (typed: string) => void;
}) {
  const { label, value, hint, wrong, isNew = false, onChange } = props;
  return (
    <Field
      label={label}
      hint={hint}
      wrong={wrong}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      type="password"
      dir="ltr"
      inputMode="numeric"
      // A password manager would offer the PIN to whoever picks the device up.
      autoComplete={isNew ? 'new-password' : 'off'}
      maxLength={12}
    />
  );
}
