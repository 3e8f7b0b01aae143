import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useLocation } from 'wouter';
import { useMe, WORKPLACES } from '../../platform/queries/me-query.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { AuthenticatorPart } from './AuthenticatorPart.tsx';
import { AddPasskey, PasskeysPart } from './ways-in/PasskeysPart.tsx';
import { PasswordPart } from './ways-in/PasswordPart.tsx';
import { ProviderPart } from './ways-in/ProviderPart.tsx';
import { SignInsPart } from './SignInsPart.tsx';

/** What opens one's own account, and where it is open. */
export function SecurityPage() {
  const { t } = useLingui();
  const me = useMe();
  const [path] = useLocation();
  return (
    <Page title={t`Security`}>
      <div className="stack wide narrow">
        {me === null && (
          <p className="sec">
            <Trans>You are not signed in.</Trans>
          </p>
        )}
        {me && !me.secondFactorDue && path.startsWith('/you') && me.role in WORKPLACES && (
          <Link className="btn" style={{ justifySelf: 'start' }} href={WORKPLACES[me.role]!}>
            <Trans>To your work</Trans>
          </Link>
        )}
        {me?.secondFactorDue && (
          <Banner kind="info" title={<Trans>One more thing before you begin</Trans>}>
            <Trans>
              Whoever works here signs in with two things: the password, and a code that only your phone knows. Set it
              up below; it takes two minutes.
            </Trans>
          </Banner>
        )}
        {me && me.role !== 'patron' && <AuthenticatorPart />}
        {me?.secondFactorDue && (
          <>
            <h2>
              <Trans>Or a passkey</Trans>
            </h2>
            <AddPasskey />
          </>
        )}
        {me && !me.secondFactorDue && (
          <>
            <PasskeysPart />
            {me.role !== 'patron' && <PasswordPart />}
            {me.role !== 'patron' && <ProviderPart />}
            <SignInsPart />
            {me.role !== 'patron' && (
              <Link className="btn" style={{ justifySelf: 'start' }} href="/you/data">
                <Trans>Your data</Trans>
              </Link>
            )}
          </>
        )}
      </div>
    </Page>
  );
}
