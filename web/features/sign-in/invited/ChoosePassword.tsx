import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { InvitedAs } from '#contract/account/invitations.ts';
import { joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { PasswordFault } from '../../../i18n/password-fault.tsx';
import { roleWord } from '../../../i18n/role-words.ts';
import { invitationApi } from '../../../platform/accounts/invitation-api.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import { Field } from '../../../ui/Field.tsx';
import { useSignInWays } from '../../../platform/queries/sign-in-ways-query.ts';
import { ProviderButton } from '../by-provider/ProviderButton.tsx';
import { SignInFault } from '../SignInFault.tsx';
import type { SignIn } from '../use-sign-in.ts';

interface Props {
  token: string;
  invited: InvitedAs;
  attempt: SignIn;
}

export function ChoosePassword({ token, invited, attempt }: Props) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { sharedDevice = false } = usePreferences();
  const provider = useSignInWays()?.provider;
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { problem } = attempt;
  const fault = problem?.faults.find(({ path }) => path === 'password');
  const place = say(byId(catalogue?.branches, invited.branch)?.name);
  const work = joined([roleWord(invited.role), place].filter((part) => part !== ''));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password === '') return;
    attempt.signIn(() => invitationApi.accept({ token, password, ...(sharedDevice && { sharedDevice }) }));
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>
        <Trans>
          You are invited to work here as <b>{work}</b>. Choose a password; nobody else learns it.
        </Trans>
      </p>
      <Field
        label={t`Your name for signing in`}
        hint={<Trans>Keep it: you are asked for it together with the password.</Trans>}
        value={invited.signInName}
        readOnly
        dir="ltr"
        autoComplete="username"
      />
      <Field
        label={t`Password`}
        hint={
          <Trans>Twelve signs or more. A few words in a row are good; capitals and digits are not asked for.</Trans>
        }
        wrong={(fault && <PasswordFault code={fault.code} />) || (isMissing && <PasswordFault code="too_small" />)}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        type="password"
        dir="ltr"
        autoComplete="new-password"
        maxLength={200}
      />
      {problem && problem.code !== 'invalid' && <SignInFault problem={problem} />}
      <button type="submit" className="btn pri big full" aria-busy={attempt.isBusy}>
        <Trans>Begin</Trans>
      </button>
      {provider && (
        <>
          <p className="sec">
            <Trans>Or without a password of its own:</Trans>
          </p>
          <ProviderButton name={provider.name} invitation={token} />
        </>
      )}
    </form>
  );
}
