import { Trans } from '@lingui/react/macro';

/** A newer version waits until somebody agrees. */
export function UpdateOffer({ onUpdate }: { onUpdate: () => void }) {
  return (
    <div className="toast" role="status">
      <span className="grow">
        <Trans>A newer version is ready. Your bookings stay.</Trans>
      </span>
      <button type="button" className="btn" onClick={onUpdate}>
        <Trans>Update</Trans>
      </button>
    </div>
  );
}
