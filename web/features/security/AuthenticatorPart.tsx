import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { SecondFactor } from '#contract/account/second-factor.ts';
import { dateAt, fullDate } from '../../i18n/format.ts';
import { useSecondFactor, useSecurityWrite } from '../../platform/queries/security-queries.ts';
import { securityApi } from '../../platform/account/security-api.ts';
import { AskFirst } from './AskFirst.tsx';
import { AuthenticatorSetUp } from './AuthenticatorSetUp.tsx';
import { CodesShown } from './CodesShown.tsx';
import { PartLoading } from './PartLoading.tsx';
import { SecurityFault } from './SecurityFault.tsx';

/** The code of an app beside the password, and the codes for the day on which the phone is lost. */
export function AuthenticatorPart() {
  const { t } = useLingui();
  const factor = useSecondFactor();
  const [codes, setCodes] = useState<string[]>();
  const isOn = factor.data?.authenticatorSince !== undefined;
  return (
    <section className="stack" aria-label={t`Codes from an app`}>
      <h2>
        <Trans>Codes from an app</Trans>
      </h2>
      <PartLoading query={factor}>
        {codes ? (
          <CodesShown codes={codes} onKept={() => setCodes(undefined)} />
        ) : isOn ? (
          <AuthenticatorOn factor={factor.data!} onCodes={setCodes} />
        ) : (
          <AuthenticatorSetUp onCodes={setCodes} />
        )}
      </PartLoading>
    </section>
  );
}

function AuthenticatorOn({ factor, onCodes }: { factor: SecondFactor; onCodes: (codes: string[]) => void }) {
  const { t } = useLingui();
  const [asked, ask] = useState<'codes' | 'off'>();
  const renew = useSecurityWrite(securityApi.renewRecoveryCodes);
  const remove = useSecurityWrite(securityApi.removeAuthenticator);
  const { authenticatorSince = '', recoveryCodesLeft, required } = factor;
  const close = () => ask(undefined);
  return (
    <>
      <p>
        <Trans>Asked for at every sign-in since {fullDate(dateAt(authenticatorSince))}.</Trans>{' '}
        <Plural
          value={recoveryCodesLeft}
          _0="You have no recovery codes left."
          one="You have # recovery code left."
          other="You have # recovery codes left."
        />
      </p>
      <SecurityFault problem={renew.problem ?? remove.problem} />
      <div className="chips">
        <button type="button" className="btn" onClick={() => ask('codes')}>
          <Trans>New recovery codes</Trans>
        </button>
        {!required && (
          <button type="button" className="btn text" onClick={() => ask('off')}>
            <Trans>Turn the app’s codes off</Trans>
          </button>
        )}
      </div>
      {asked === 'codes' && (
        <AskFirst
          title={t`New recovery codes`}
          action={<Trans>Make new codes</Trans>}
          isBusy={renew.isBusy}
          onYes={() => renew.send(undefined, { onSuccess: (answer) => onCodes(answer.codes), onSettled: close })}
          onClose={close}
        >
          <Trans>The codes that you have kept until now will not work any more.</Trans>
        </AskFirst>
      )}
      {asked === 'off' && (
        <AskFirst
          title={t`Turn the app’s codes off`}
          action={<Trans>Turn off</Trans>}
          isBusy={remove.isBusy}
          onYes={() => remove.send(undefined, { onSettled: close })}
          onClose={close}
        >
          <Trans>From then on the password alone opens your account. Other devices are signed out.</Trans>
        </AskFirst>
      )}
    </>
  );
}
