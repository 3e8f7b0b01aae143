import { Trans } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { useUpdate } from '../service-worker/register.ts';

/** A newer version never comes by itself, and is not even offered while a time is held or a form is open. */
export function UpdateToast() {
  const update = useUpdate();
  const [path] = useLocation();
  if (!update || path.startsWith('/hold') || path.startsWith('/sign-in')) return null;

  return (
    <div className="toast" role="status">
      <span className="grow">
        <Trans>A newer version is ready. Your bookings stay.</Trans>
      </span>
      <button type="button" className="btn" onClick={update}>
        <Trans>Update</Trans>
      </button>
    </div>
  );
}
