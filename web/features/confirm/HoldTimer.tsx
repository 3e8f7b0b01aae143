import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { minutesAndSeconds } from '../../i18n/format.ts';

const STEP_SEC = 10;

/** How long the time is still held. The bar steps every ten seconds, and only three moments are spoken. */
export function HoldTimer(props: { leftSec: number; ofSec: number; onMore?: (() => void) | undefined }) {
  const { leftSec, ofSec, onMore } = props;
  const { t } = useLingui();
  const left = minutesAndSeconds(leftSec);

  return (
    <div className="hold">
      <span>
        <Trans>Held for you</Trans>
      </span>
      {onMore ? (
        <button type="button" className="btn text" onClick={onMore}>
          <Trans>More time</Trans>
        </button>
      ) : (
        <span />
      )}
      <b className="num" style={{ fontSize: 'var(--t-md)' }} role="timer">
        <Trans>{left} left</Trans>
      </b>
      <progress aria-label={t`Time left`} max={ofSec} value={Math.ceil(leftSec / STEP_SEC) * STEP_SEC} />
      <span className="vh" role="status">
        <Spoken leftSec={leftSec} />
      </span>
    </div>
  );
}

function Spoken({ leftSec }: { leftSec: number }) {
  if (leftSec > 120) return null;
  if (leftSec > 60) return <Plural value={2} one="# minute left" other="# minutes left" />;
  if (leftSec > 30) return <Plural value={1} one="# minute left" other="# minutes left" />;
  return <Plural value={30} one="# second left" other="# seconds left" />;
}
