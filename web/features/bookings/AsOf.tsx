import { Trans } from '@lingui/react/macro';
import { clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { libraryClock } from '../../i18n/meeting-words.ts';
import { deviceNow } from '../../platform/clock.ts';
import { useOnline } from '../../platform/online.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { StatusLine } from '../../ui/StatusLine.tsx';

/** How old what one sees is, on the clock of the bookings' library: with the day, where it is not today's. */
export function AsOf({ asOf, isOld, branch }: { asOf: string; isOld: boolean; branch: string | undefined }) {
  const catalogue = useCatalogue();
  const zone = byId(catalogue?.branches, branch)?.timeZone;
  const isOffline = !useOnline() || isOld;
  const date = dateAt(asOf, zone);
  const clock = zone ? libraryClock(asOf, zone) : clockAt(asOf);
  const time = date === dateAt(deviceNow(), zone) ? clock : `${shortDay(date)} ${clock}`;
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
