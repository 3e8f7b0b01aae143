import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** How old what one sees is; struck through and set off when there is no network. */
export function StatusLine({ offline, children }: { offline: boolean; children: ReactNode }) {
  return (
    <p className={offline ? 'asof off' : 'asof'} role="status">
      <Icon name={offline ? 'offline' : 'cloud'} small />
      <span>{children}</span>
    </p>
  );
}
