import { Trans } from '@lingui/react/macro';
import { Link, useLocation } from 'wouter';
import { bearInMind } from '../../platform/chosen-slot.ts';

/** Where it is long ago that somebody signed in: leads there, and back to this screen. */
export function SignInOnceMore() {
  const [path] = useLocation();
  return (
    <Link className="btn" href="/sign-in" onClick={() => bearInMind({ cameFrom: path })}>
      <Trans>Sign in</Trans>
    </Link>
  );
}
