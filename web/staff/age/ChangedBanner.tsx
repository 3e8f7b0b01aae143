import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { BookingState } from '#domain/booking/booking-states.ts';
import { clock, clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { Icon } from '../../ui/Icon.tsx';
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
  const list = (
    <ul>
      {changes.map((change) => (
        <li key={change.booking}>
          <Change change={change} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className="changed banner" role="status">
      <Icon name="info" />
      <div className="grow">
        <p>
          <b>
            <Trans>Changed since {time}</Trans>
          </b>
        </p>
        {changes.length <= SHOWN ? (
          list
        ) : (
          <details>
            <summary>
              <Trans>Show what changed</Trans>
            </summary>
            {list}
          </details>
        )}
      </div>
      <button type="button" className="btn" onClick={dismiss}>
        <Trans>Seen</Trans>
      </button>
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
