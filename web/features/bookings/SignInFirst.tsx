import { Trans } from '@lingui/react/macro';
import { Link, useLocation } from 'wouter';
import { bearInMind } from '../../platform/chosen-slot.ts';

/** Leads back to this screen. */
export function SignInFirst() {
  const [path] = useLocation();
  return (
    <div className="void" style={{ paddingBlockStart: 0 }}>
      <p className="sec">
        <Trans>Sign in to see your bookings. Looking at times and prices works without it.</Trans>
      </p>
      <Link className="btn pri" href="/sign-in" onClick={() => bearInMind({ cameFrom: path })}>
        <Trans>Sign in</Trans>
      </Link>
    </div>
  );
}
