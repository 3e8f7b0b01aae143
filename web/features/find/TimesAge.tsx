import { Trans } from '@lingui/react/macro';
import { dateAt, shortDay } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { libraryClock } from '../../i18n/meeting-words.ts';
import type { CatalogueBranch } from '../../platform/queries/catalogue-query.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { StatusLine } from '../../ui/StatusLine.tsx';
import type { FreeTimes } from '../../slots/slot-queries.ts';

/** "Times as of 13:40"; the day too, where it is not today's. */
export function AsOf({ times, timeZone }: { times: FreeTimes; timeZone: string }) {
  const { asOf, isKept, problem, today } = times;
  if (!asOf) {
    const state = problem ? <Trans>The times did not load</Trans> : <Trans>Times are being looked up</Trans>;
    return (
      <StatusLine offline={isKept}>
        {isKept ? (
          <b>
            <Trans>Offline</Trans>
          </b>
        ) : (
          state
        )}
      </StatusLine>
    );
  }
  return (
    <StatusLine offline={isKept}>
      {isKept ? (
        <Trans>
          <b>Offline</b> · as of {momentOf(asOf, today, timeZone)}
        </Trans>
      ) : (
        <Trans>Times as of {libraryClock(asOf, timeZone)}</Trans>
      )}
    </StatusLine>
  );
}

/** With no network a time can be looked at, not taken. */
export function OfflineNote({ times, branch }: { times: FreeTimes; branch: CatalogueBranch }) {
  if (!times.isKept || !times.asOf) return null;
  return (
    <Banner
      kind="offline"
      actions={
        <a className="btn" href={`tel:${branch.phone.replaceAll(' ', '')}`}>
          <Icon name="phone" small />
          <bdi dir="ltr">{branch.phone}</bdi>
        </a>
      }
    >
      <Trans>
        These times are from {momentOf(times.asOf, times.today, branch.timeZone)}. Taking one needs a network, or a call
        to {say(branch.name)}.
      </Trans>
    </Banner>
  );
}

function momentOf(asOf: string, today: string, timeZone: string): string {
  const date = dateAt(asOf, timeZone);
  const time = libraryClock(asOf, timeZone);
  return date === today ? time : `${shortDay(date)} ${time}`;
}
