import { Plural, Trans } from '@lingui/react/macro';
import { Icon } from '../../../ui/Icon.tsx';
import type { RowProgress } from '../day/row-progress.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';

/** How a visit stands, as a shape and a word; what waits to be sent says that first. */
export function StandingBadge({ progress }: { progress: RowProgress }) {
  return (
    <span className={`badge ${progress.isWaiting ? '' : toneOf(progress)}`}>
      {progress.isWaiting ? <StaffIcon name="waiting" small /> : <Shape progress={progress} />}
      <span>
        <Word progress={progress} />
        {progress.isWaiting && (
          <>
            {' '}
            <Trans>(waiting to be sent)</Trans>
          </>
        )}
      </span>
    </span>
  );
}

function toneOf({ standing, lateMin }: RowProgress): string {
  if (standing === 'expected') return lateMin > 0 ? 'warn' : '';
  return standing === 'arrived' || standing === 'in_session' ? 'ok' : '';
}

function Shape({ progress: { standing, lateMin } }: { progress: RowProgress }) {
  switch (standing) {
    case 'expected':
      return lateMin > 0 ? <Icon name="clock" small /> : <StaffIcon name="ring" small />;
    case 'arrived':
      return <StaffIcon name="disc" small />;
    case 'in_session':
      return <StaffIcon name="half" small />;
    case 'done':
      return <Icon name="tick" small />;
    case 'absent':
      return <Icon name="attention" small />;
    case 'cancelled':
      return <Icon name="close" small />;
    default:
      return standing satisfies never;
  }
}

function Word({ progress: { standing, lateMin } }: { progress: RowProgress }) {
  switch (standing) {
    case 'expected':
      return lateMin > 0 ? <Plural value={lateMin} one="# min late" other="# min late" /> : <Trans>Expected</Trans>;
    case 'arrived':
      return <Trans>Arrived</Trans>;
    case 'in_session':
      return <Trans>In session</Trans>;
    case 'done':
      return <Trans>Done</Trans>;
    case 'absent':
      return <Trans>Did not come</Trans>;
    case 'cancelled':
      return <Trans>Cancelled</Trans>;
    default:
      return standing satisfies never;
  }
}
