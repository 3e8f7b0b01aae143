import { Trans, useLingui } from '@lingui/react/macro';
import { emptyVault } from '../../offline/vault.ts';
import { prefer, usePreferences } from '../../platform/preferences.ts';
import { Page } from '../../ui/Page.tsx';
import { CardForm } from './CardForm.tsx';
import { Languages } from './Languages.tsx';
import { OtherWays } from './OtherWays.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { SecondFactorForm } from './SecondFactorForm.tsx';
import { StaffForm } from './StaffForm.tsx';
import { WaitingTime } from './WaitingTime.tsx';
import { useSignIn, type SignIn } from './use-sign-in.ts';

/** Asked for when a time is taken, not before looking. Says which time waits. */
export function SignInPage() {
  const { t } = useLingui();
  const attempt = useSignIn();
  return (
    <Page title={t`Sign in`}>
      <div className="stack wide narrow">
        {attempt.next ? <SecondFactorForm attempt={attempt} /> : <FirstFactor attempt={attempt} />}
        <Languages />
      </div>
    </Page>
  );
}

function FirstFactor({ attempt }: { attempt: SignIn }) {
  return (
    <>
      <WaitingTime />
      <CardForm attempt={attempt} />
      <PasskeyButton attempt={attempt} />
      <OtherWays />
      <SharedDevice />
      <StaffForm attempt={attempt} />
    </>
  );
}

function SharedDevice() {
  const { sharedDevice = false } = usePreferences();
  const choose = (shared: boolean) => {
    prefer({ sharedDevice: shared || undefined });
    if (shared) void emptyVault();
  };
  return (
    <label className="opt ruled" style={{ justifyContent: 'space-between' }}>
      <span>
        <b>
          <Trans>Others use this device</Trans>
        </b>
        <span className="meta">
          <Trans>“Leave” then signs you out and forgets everything.</Trans>
        </span>
      </span>
      <input type="checkbox" checked={sharedDevice} onChange={(event) => choose(event.target.checked)} />
    </label>
  );
}
