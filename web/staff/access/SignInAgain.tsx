import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { useStaffAccess } from '../../offline/staff-vault/staff-access.ts';
import { Banner } from '../../ui/Banner.tsx';

/** The server's sign-in ends before what is kept here does: one may go on, but sees nothing new. */
export function SignInAgain() {
  const access = useStaffAccess();
  if (access.is !== 'open' || !access.needsSignIn) return null;
  return (
    <Banner
      kind="warn"
      title={<Trans>Your sign-in has ended</Trans>}
      actions={
        <Link className="btn" href="/sign-in">
          <Trans>Sign in</Trans>
        </Link>
      }
    >
      <Trans>Nothing new arrives here until you sign in again. What you record is kept and sent all the same.</Trans>
    </Banner>
  );
}
