import { Trans } from '@lingui/react/macro';
import { clock, clockAt, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { freeRooms, type DayWindow } from '../day/day-window.ts';
import type { DeskToday } from '../day/use-desk-today.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';

/** Nobody within two hours: who comes next, and where there is room for somebody without a booking. */
export function NobodyExpected(props: {
  today: DeskToday;
  window: DayWindow;
  onWalkIn: () => void;
  onWhole: () => void;
}) {
  const { today, window, onWalkIn, onWhole } = props;
  const catalogue = useCatalogue();
  const next = window.next?.row;
  const own = (catalogue?.rooms ?? []).filter(({ branch }) => branch === today.branch?.id);
  const free = freeRooms(
    own.map(({ id }) => id),
    today.rows,
    today.day?.roomsOut ?? [],
    today.now,
  );
  const nextTime = next && clock(next.localStart);
  const nextRoom = next && (say(byId(own, next.room)?.name) || modeWord(next.mode));

  return (
    <div className="void ruled">
      <h2>
        <Trans>Nobody is expected before {clockAt(window.until, today.zone)}</Trans>
      </h2>
      <p className="sec">
        {next ? (
          <Trans>
            The next one is at {nextTime}: {nextRoom}.
          </Trans>
        ) : (
          <Trans>Nobody else is expected today.</Trans>
        )}{' '}
        {free.length > 0 && <FreeRooms names={free.map((id) => say(byId(own, id)?.name))} />}
      </p>
      <div className="chips">
        <button type="button" className="btn" onClick={onWalkIn}>
          <StaffIcon name="plus" />
          <Trans>Walk-in</Trans>
        </button>
        {today.rows.length > 0 && (
          <button type="button" className="btn" onClick={onWhole}>
            <Trans>Show the whole day</Trans>
          </button>
        )}
      </div>
    </div>
  );
}

function FreeRooms({ names }: { names: string[] }) {
  const list = joined(names);
  return <Trans>Free for a walk-in now: {list}.</Trans>;
}
