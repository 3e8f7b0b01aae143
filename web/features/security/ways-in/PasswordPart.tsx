import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent, type ReactNode } from 'react';
import { foldDigits } from '../../../i18n/digits.ts';
import { PasswordFault } from '../../../i18n/password-fault.tsx';
import { useSecondFactor, useSecurityWrite } from '../../../platform/queries/security-queries.ts';
import { securityApi } from '../../../platform/account/security-api.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Field } from '../../../ui/Field.tsx';
import { SecurityFault } from '../SecurityFault.tsx';

const EMPTY = { current: '', next: '', code: '' };

export function PasswordPart() {
  const { t } = useLingui();
  const factor = useSecondFactor().data;
  const [typed, setTyped] = useState(EMPTY);
  const [isDone, setDone] = useState(false);
  const change = useSecurityWrite(securityApi.changePassword);
  if (!factor?.hasPassword) return null;

  const needsCode = factor.authenticatorSince !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    const { current, next, code } = typed;
    if (current === '' || next === '') return;
    const body = { current, next, ...(needsCode && code !== '' && { code: foldDigits(code).trim() }) };
    change.send(body, {
      onSuccess: () => {
        setTyped(EMPTY);
        setDone(true);
      },
    });
  };
  const wrong = (path: string) => sentenceOf(change.problem?.faults.find((fault) => fault.path === path)?.code);
  const field = (name: keyof typeof EMPTY) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    wrong: wrong(name),
    dir: 'ltr' as const,
    maxLength: 200,
  });
  return (
    <section className="stack" aria-label={t`Password`}>
      <h2>
        <Trans>Password</Trans>
      </h2>
      <form className="stack" onSubmit={submit} noValidate>
        <Field {...field('current')} label={t`Password until now`} type="password" autoComplete="current-password" />
        <Field
          {...field('next')}
          label={t`New password`}
          hint={t`Twelve signs or more. A few words in a row are good; capitals and digits are not asked for.`}
          type="password"
          autoComplete="new-password"
        />
        {needsCode && (
          <Field
            {...field('code')}
            label={t`The six digits that the app shows now`}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        )}
        <SecurityFault problem={change.problem} />
        {isDone && (
          <Banner kind="ok" title={<Trans>Your password is changed</Trans>}>
            <Trans>Other devices are signed out.</Trans>
          </Banner>
        )}
        <button type="submit" className="btn" style={{ justifySelf: 'start' }} aria-busy={change.isBusy}>
          <Trans>Change the password</Trans>
        </button>
      </form>
    </section>
  );
}

function sentenceOf(code: string | undefined): ReactNode {
  switch (code) {
    case undefined:
      return undefined;
    case 'too_small':
    case 'common':
    case 'own_name':
      return <PasswordFault code={code} />;
    case 'wrong_secret':
      return <Trans>This is not your password.</Trans>;
    default:
      return <Trans>This is not the code of now. Type the next one.</Trans>;
  }
}
