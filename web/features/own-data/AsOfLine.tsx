import { Trans } from '@lingui/react/macro';
import { clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { deviceNow } from '../../platform/clock.ts';
import { useOnline } from '../../platform/online.ts';
import { StatusLine } from '../../ui/StatusLine.tsx';

/** How old what one sees is. `isOld`: it was asked for anew and did not come. */
export function AsOfLine({ asOf, isOld }: { asOf: string; isOld: boolean }) {
  const isOffline = !useOnline() || isOld;
  const date = dateAt(asOf);
  const time = date === dateAt(deviceNow()) ? clockAt(asOf) : `${shortDay(date)} ${clockAt(asOf)}`;
  return (
    <StatusLine offline={isOffline}>
      {isOffline ? (
        <Trans>
          <b>Offline</b> · as of {time}
        </Trans>
      ) : (
        <Trans>As of {time}</Trans>
      )}
    </StatusLine>
  );
}
