import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';

export function SignInFirst() {
  return (
    <div className="void" style={{ paddingBlockStart: 0 }}>
      <p className="sec">
        <Trans>Sign in to see your bookings. Looking at times and prices works without it.</Trans>
      </p>
      <Link className="btn pri" href="/sign-in">
        <Trans>Sign in with your library card</Trans>
      </Link>
    </div>
  );
}
