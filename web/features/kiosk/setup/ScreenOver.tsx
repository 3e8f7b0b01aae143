import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';

/** Its sign-in has ended, or nobody has set it up. Visitors read it too. */
export function ScreenOver() {
  return (
    <div className="kiosk">
      <main id="content" className="one">
        <h1>
          <Trans>This screen is not in use just now</Trans>
        </h1>
        <p>
          <Trans>Please come to the desk.</Trans>
        </p>
        <p className="sec">
          <Trans>For the desk: sign in, then set it up again.</Trans>
        </p>
        <Link className="btn" href="/sign-in">
          <Trans>Sign in</Trans>
        </Link>
      </main>
    </div>
  );
}
