import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { FactorSetUp } from '#contract/account/second-factor.ts';
import { foldDigits } from '../../i18n/digits.ts';
import { useSecurityWrite } from '../../platform/queries/security-queries.ts';
import { securityApi } from '../../platform/account/security-api.ts';
import { Field } from '../../ui/Field.tsx';
import { KeyPicture } from './KeyPicture.tsx';
import { SecurityFault } from './SecurityFault.tsx';

/** The key is taken into the app, by picture or by hand, and one code shows that it has arrived. */
export function AuthenticatorSetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [made, setMade] = useState<FactorSetUp>();
  const begin = useSecurityWrite(securityApi.setUpAuthenticator);
  if (made) return <Confirm made={made} onCodes={onCodes} />;
  return (
    <>
      <p>
        <Trans>
          An app on your phone shows six digits that change every half minute. Who only knows your password then cannot
          sign in. Any authenticator app will do.
        </Trans>
      </p>
      <SecurityFault problem={begin.problem} />
      <button
        type="button"
        className="btn pri"
        style={{ justifySelf: 'start' }}
        aria-busy={begin.isBusy}
        onClick={() => begin.send(undefined, { onSuccess: setMade })}
      >
        <Trans>Set up an app</Trans>
      </button>
    </>
  );
}

function Confirm({ made, onCodes }: { made: FactorSetUp; onCodes: (codes: string[]) => void }) {
  const { t } = useLingui();
  const [code, setCode] = useState('');
  const confirm = useSecurityWrite(securityApi.confirmAuthenticator);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = foldDigits(code).replace(/\s/g, '');
    if (digits !== '') confirm.send(digits, { onSuccess: ({ codes }) => onCodes(codes) });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ol className="stack">
        <li>
          <p>
            <Trans>Open the app and take this picture with it.</Trans>
          </p>
          <KeyPicture uri={made.uri} label={t`Picture of the key, for an authenticator app`} />
          <p className="meta">
            <Trans>No camera? Type this key into the app:</Trans>
          </p>
          <p className="num" dir="ltr" translate="no" data-testid="key" style={{ overflowWrap: 'anywhere' }}>
            {made.secret.match(/.{1,4}/g)?.join(' ')}
          </p>
        </li>
        <li>
          <Field
            label={t`The six digits that the app shows now`}
            wrong={
              confirm.problem?.code === 'invalid' && (
                <Trans>This is not the code of now. Check the clock of your phone, and type the next one.</Trans>
              )
            }
            value={code}
            onChange={(event) => setCode(event.target.value)}
            dir="ltr"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
          />
        </li>
      </ol>
      <SecurityFault problem={confirm.problem} />
      <button type="submit" className="btn pri" style={{ justifySelf: 'start' }} aria-busy={confirm.isBusy}>
        <Trans>Turn it on</Trans>
      </button>
    </form>
  );
}
