import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { useOnline } from '../../platform/online.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useBranchDay } from '../use-branch-day.ts';

export interface Age {
  /** Server time; undefined while nothing is known. */
  asOf: string | undefined;
  isOffline: boolean;
}

/** How old what one sees is. Always in sight; struck through and set off when the server does not answer. */
function AsOf({ asOf, isOffline, note }: Age & { note?: ReactNode }) {
  const isCut = !useOnline() || isOffline;
  const { branch, today } = useBranchDay();
  return (
    <span className={isCut ? 'age-line off' : 'age-line'} role="status">
      <Icon name={isCut ? 'offline' : 'cloud'} small />
      <span>
        {words()}
        {isCut && note && <span className="note"> · {note}</span>}
      </span>
    </span>
  );

  function words(): ReactNode {
    if (!asOf) return isCut ? <Trans>Offline</Trans> : <Trans>Loading</Trans>;
    const day = dateAt(asOf, branch?.timeZone);
    const clock = clockAt(asOf, branch?.timeZone);
    const time = day === today ? clock : `${shortDay(day)} ${clock}`;
    return isCut ? (
      <Trans>
        <b>Offline</b> · as of {time}
      </Trans>
    ) : (
      <Trans>As of {time}</Trans>
    );
  }
}

/** The strip below the bar, always there and always as tall. */
export function AsOfStrip({ age, note, children }: { age: Age; note?: ReactNode; children?: ReactNode }) {
  const isCut = !useOnline() || age.isOffline;
  return (
    <div className={isCut ? 'asof off' : 'asof'}>
      <AsOf {...age} note={note} />
      {children}
    </div>
  );
}
