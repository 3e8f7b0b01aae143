import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { canKeepPasskeys, signInWithPasskey } from '../../platform/account/passkeys.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { SignInFault } from './SignInFault.tsx';
import type { SignIn } from './use-sign-in.ts';

/** No name and no number: the device knows whose key it keeps. */
export function PasskeyButton({ attempt }: { attempt: SignIn }) {
  const { sharedDevice = false } = usePreferences();
  const [isSent, setSent] = useState(false);
  if (!canKeepPasskeys()) return null;

  const { problem } = attempt;
  const press = () => {
    setSent(true);
    attempt.signIn(() => signInWithPasskey(sharedDevice));
  };
  return (
    <div className="stack">
      {isSent && problem?.code === 'sign_in_failed' && (
        <p role="alert" className="wrong">
          <Trans>That did not work. Try again, or sign in another way.</Trans>
        </p>
      )}
      {isSent && problem && problem.code !== 'sign_in_failed' && <SignInFault problem={problem} />}
      <button type="button" className="btn full" aria-busy={attempt.isBusy} onClick={press}>
        <Trans>Sign in with a passkey</Trans>
      </button>
    </div>
  );
}
