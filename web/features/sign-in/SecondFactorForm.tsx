import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { foldDigits } from '../../i18n/digits.ts';
import { securityApi } from '../../platform/account/security-api.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Field } from '../../ui/Field.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { SignInFault } from './SignInFault.tsx';
import type { SignIn } from './use-sign-in.ts';

/** The second of two factors: the app's digits, or a recovery code. */
export function SecondFactorForm({ attempt }: { attempt: SignIn }) {
  const { t } = useLingui();
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { problem } = attempt;
  const isOver = problem?.code === 'step_over';
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = foldDigits(code).trim();
    if (typed !== '') attempt.signIn(() => securityApi.passSecondFactor(typed));
  };
  const ways = attempt.next?.ways ?? [];
  const byPasskey = ways.includes('passkey') && <PasskeyButton attempt={attempt} />;
  if (ways.every((way) => way === 'passkey')) return byPasskey;
  return (
    <form ref={form} className="stack" onSubmit={submit} noValidate>
      <Field
        label={t`Code from your app`}
        hint={t`The six digits that it shows now. Without your phone: one of your recovery codes.`}
        wrong={
          problem?.code === 'sign_in_failed' && (
            <Trans>This code is not right, or was used already. Type the next one.</Trans>
          )
        }
        value={code}
        onChange={(event) => setCode(event.target.value)}
        dir="ltr"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
      />
      {isOver && (
        <Banner kind="stop" title={<Trans>Not signed in</Trans>}>
          <Trans>That took too long, or too many tries. Begin again with your password.</Trans>
        </Banner>
      )}
      {problem && !isOver && problem.code !== 'sign_in_failed' && <SignInFault problem={problem} />}
      {!isOver && (
        <button type="submit" className="btn pri big full" aria-busy={attempt.isBusy}>
          <Trans>Sign in</Trans>
        </button>
      )}
      {byPasskey}
      <button type="button" className={isOver ? 'btn pri big full' : 'btn text'} onClick={attempt.beginAgain}>
        <Trans>Begin again</Trans>
      </button>
    </form>
  );
}
