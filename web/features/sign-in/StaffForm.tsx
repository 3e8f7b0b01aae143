import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { foldDigits } from '../../i18n/digits.ts';
import { api } from '../../platform/api-client.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useSignInWays } from '../../platform/queries/sign-in-ways-query.ts';
import { ProviderButton } from './by-provider/ProviderButton.tsx';
import { SignInFault } from './SignInFault.tsx';
import type { SignIn } from './use-sign-in.ts';

/** For those who work here: a name and a password, folded away below the card. */
export function StaffForm({ attempt }: { attempt: SignIn }) {
  const { t } = useLingui();
  const { sharedDevice = false } = usePreferences();
  const provider = useSignInWays()?.provider;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isSent, setSent] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || password === '') return;
    setSent(true);
    attempt.signIn(() =>
      api.signInWithPassword({ name: foldDigits(name).trim(), password, ...(sharedDevice && { sharedDevice }) }),
    );
  };
  return (
    <details>
      <summary>
        <Trans>Library staff</Trans>
        <Icon name="down" small />
      </summary>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={t`Name`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          dir="ltr"
          autoComplete={sharedDevice ? 'off' : 'username'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
        />
        <Field
          label={t`Password`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          type="password"
          dir="ltr"
          autoComplete={sharedDevice ? 'off' : 'current-password'}
          maxLength={200}
        />
        {isSent && attempt.problem && <SignInFault problem={attempt.problem} />}
        <button type="submit" className="btn" aria-busy={attempt.isBusy} style={{ justifySelf: 'start' }}>
          <Trans>Continue as staff</Trans>
        </button>
      </form>
      {provider && <ProviderButton name={provider.name} />}
    </details>
  );
}
