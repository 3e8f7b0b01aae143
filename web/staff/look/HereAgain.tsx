import { Trans } from '@lingui/react/macro';

/** A form that was begun before a lock, a reload or another errand: so that nobody takes it for a fresh one. */
export function HereAgain({ onAnew }: { onAnew: () => void }) {
  return (
    <p className="row between here-again" role="status">
      <span>
        <Trans>What you had begun is here again.</Trans>
      </span>
      <button type="button" className="quick acc" onClick={onAnew}>
        <Trans>Begin anew</Trans>
      </button>
    </p>
  );
}
