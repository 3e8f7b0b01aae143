import { Trans } from '@lingui/react/macro';
import { clockAt } from '../../i18n/format.ts';
import { useOnline } from '../../platform/online.ts';
import { StatusLine } from '../../ui/StatusLine.tsx';

/** How old what one sees is, on the phone's clock. */
export function AsOf({ asOf, isOld }: { asOf: string; isOld: boolean }) {
  const isOffline = !useOnline() || isOld;
  const time = clockAt(asOf);
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
