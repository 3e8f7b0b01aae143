import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { BookingState } from '#domain/booking/booking-states.ts';
import { clock, clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useBranchDay } from '../use-branch-day.ts';
import type { DayChange } from './day-changes.ts';
import type { AwayChanges } from './use-changes.ts';

const SHOWN = 6;

/** What happened while there was no network, or nobody was here: row by row, until it is dismissed. */
export function ChangedBanner({ away: { changes, since, dismiss } }: { away: AwayChanges }) {
  const { branch, today } = useBranchDay();
  if (changes.length === 0 || !since) return null;

  const day = dateAt(since, branch?.timeZone);
  const clockThen = clockAt(since, branch?.timeZone);
  const time = day === today ? clockThen : `${shortDay(day)} ${clockThen}`;
  return (
    <div className="changed">
      <Banner
        kind="info"
        title={<Trans>Changed since {time}</Trans>}
        actions={
          <button type="button" className="btn" onClick={dismiss}>
            <Trans>Seen</Trans>
          </button>
        }
      />
      <details open={changes.length <= SHOWN}>
        <summary>
          <Trans>Show what changed</Trans>
        </summary>
        <ul>
          {changes.map((change) => (
            <li key={change.booking}>
              <Change change={change} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Change({ change }: { change: DayChange }) {
  useLingui();
  const rooms = useCatalogue()?.rooms;
  const room = (id: string | null) => (id ? say(byId(rooms, id)?.name) : '–');
  const start = clock(change.localStart);
  return (
    <span>
      <b>
        {start} {change.alias}
      </b>{' '}
      {what()}
    </span>
  );

  function what(): string {
    switch (change.what) {
      case 'new':
        return t`is new`;
      case 'gone':
        return t`is cancelled, or on another day`;
      case 'moved': {
        const was = clock(change.was);
        return t`was at ${was} before`;
      }
      case 'room': {
        const [now, before] = [room(change.room), room(change.wasRoom)];
        return t`now ${now}, not ${before}`;
      }
      case 'state':
        return stateWord(change.state);
      default:
        return change satisfies never;
    }
  }
}

function stateWord(state: BookingState): string {
  switch (state) {
    case 'arrived':
      return t`has arrived`;
    case 'in_session':
      return t`is in session`;
    case 'completed':
      return t`is done`;
    case 'no_show':
      return t`did not come`;
    default:
      return t`is expected again`;
  }
}
