import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import type { Instant } from '#domain/ids.ts';
import { clockAt } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { absenceWord } from '../../../staff/look/absence-words.ts';
import type { ShownRow } from '../day/day-window.ts';
import type { RowProgress, StepMark } from '../day/row-progress.ts';
import { StaffIcon, type StaffIconName } from '../../../staff/look/StaffIcon.tsx';

interface Props extends ShownRow {
  /** Wall clock of the branch. */
  zone: string;
  /** From when on a check-in is taken. */
  opensAt: Instant;
  now: Instant;
  isSelected: boolean;
  onTell: (event: ItemEvent) => void;
  onAbsent: () => void;
}

/** Expected, arrived, in session, done: what is past shows its time, what is so now is filled, what comes next is a button. */
export function StepCells({ row, progress, zone, opensAt, now, isSelected, onTell, onAbsent }: Props) {
  const { t } = useLingui();
  const { standing, next } = progress;
  const { alias } = row;
  const press = (event: ItemEvent, name: string, children: ReactNode) => (
    <button
      type="button"
      className={isSelected ? 'btn pri' : 'btn'}
      aria-label={`${alias}: ${name}`}
      onClick={() => onTell(event)}
    >
      {children}
    </button>
  );

  return (
    <>
      <td className="st">
        <ExpectedCell progress={progress} />
      </td>
      <td className="st">
        {next === 'arrived' &&
          (now < opensAt ? (
            <span className="meta">
              <Trans comment="Check-in is possible from this time on">from {clockAt(opensAt, zone)}</Trans>
            </span>
          ) : (
            press('arrived', t`Check in`, <Trans>Check in</Trans>)
          ))}
        {standing === 'arrived' && <Now tone="arr" icon="disc" mark={progress.arrived} zone={zone} />}
        {(standing === 'in_session' || standing === 'done') && <Was mark={progress.arrived} zone={zone} />}
        {(standing === 'absent' || standing === 'cancelled') && <Nothing />}
      </td>
      <td className="st">
        {next === 'started' && press('started', t`Start`, <Trans>Start</Trans>)}
        {standing === 'in_session' && <Now tone="ses" icon="half" mark={progress.started} zone={zone} />}
        {standing === 'done' && <Was mark={progress.started} zone={zone} />}
        {progress.mayBeAbsent ? (
          <button type="button" className="btn" aria-label={`${alias}: ${t`Did not come`}`} onClick={onAbsent}>
            <Trans>Did not come</Trans>
          </button>
        ) : (
          standing !== 'in_session' && standing !== 'done' && next !== 'started' && <Nothing />
        )}
      </td>
      <td className="st">
        {next === 'completed' && press('completed', t`Finish`, <Trans>Finish</Trans>)}
        {standing === 'done' && <Now tone="dn" icon="tick" mark={progress.ended} zone={zone} />}
        {standing !== 'done' && next !== 'completed' && <Nothing />}
      </td>
    </>
  );
}

function ExpectedCell({ progress }: { progress: RowProgress }) {
  const { standing, isWaiting, lateMin } = progress;
  if (standing === 'absent') {
    return (
      <span className={`cell on ${isWaiting ? 'wait' : 'abs'}`}>
        {isWaiting ? <StaffIcon name="waiting" small /> : <Icon name="attention" small />}
        <span>
          {isWaiting ? <Trans>Did not come, waiting</Trans> : <Trans>Did not come</Trans>}
          <span className="meta blk">{absenceWord(progress.absence)}</span>
        </span>
      </span>
    );
  }
  if (standing === 'cancelled') {
    return (
      <span className="cell meta">
        <Icon name="close" small />
        <Trans>Cancelled</Trans>
      </span>
    );
  }
  if (standing !== 'expected') return <Was mark={{ isWaiting: false }} />;
  if (isWaiting) {
    return (
      <span className="cell on wait">
        <StaffIcon name="waiting" small />
        <Trans>Expected, waiting</Trans>
      </span>
    );
  }
  return lateMin > 0 ? (
    <span className="cell on late">
      <Icon name="clock" small />
      <Plural value={lateMin} one="# min late" other="# min late" />
    </span>
  ) : (
    <span className="cell on exp">
      <StaffIcon name="ring" small />
      <Trans>Expected</Trans>
    </span>
  );
}

/** The step somebody stands at. One that the server has not heard of has another shape, and says so. */
function Now(props: { tone: string; icon: StaffIconName | 'tick'; mark?: StepMark | undefined; zone: string }) {
  const { tone, icon, mark, zone } = props;
  const time = mark?.at === undefined ? '' : clockAt(mark.at, zone);
  if (mark?.isWaiting) {
    return (
      <span className="cell on wait">
        <StaffIcon name="waiting" small />
        <Trans>{time}, waiting</Trans>
      </span>
    );
  }
  return (
    <span className={`cell on ${tone}`}>
      {icon === 'tick' ? <Icon name="tick" small /> : <StaffIcon name={icon} small />}
      {time || <NowWord tone={tone} />}
    </span>
  );
}

/** Where the server has a state without a time. */
function NowWord({ tone }: { tone: string }) {
  if (tone === 'arr') return <Trans>Arrived</Trans>;
  return tone === 'ses' ? <Trans>In session</Trans> : <Trans>Done</Trans>;
}

function Was({ mark, zone }: { mark?: StepMark | undefined; zone?: string }) {
  const { t } = useLingui();
  return (
    <span className="was">
      {mark?.isWaiting ? <StaffIcon name="waiting" small /> : <Icon name="tick" small />}
      <span className="vh">{mark?.isWaiting ? t`waiting to be sent` : t`passed`}</span>
      {mark?.at !== undefined && clockAt(mark.at, zone)}
    </span>
  );
}

function Nothing() {
  return (
    <span className="meta" aria-hidden="true">
      ·
    </span>
  );
}
