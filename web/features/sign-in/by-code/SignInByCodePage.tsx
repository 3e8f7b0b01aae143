import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { currentLocale } from '../../../i18n/i18n.ts';
import { forgetWaiting, keepWaiting, recallWaiting } from '../../../offline/waiting-slot.ts';
import { accountApi } from '../../../platform/account/account-api.ts';
import { forgetAskedCode } from '../../../platform/account/asked-code.ts';
import { recall } from '../../../platform/chosen-slot.ts';
import { preferences } from '../../../platform/preferences.ts';
import { useSignInWays } from '../../../platform/queries/sign-in-ways-query.ts';
import { Page } from '../../../ui/Page.tsx';
import { SecondFactorForm } from '../SecondFactorForm.tsx';
import { useSignIn } from '../use-sign-in.ts';
import { WaitingTime } from '../WaitingTime.tsx';
import { AskCodeForm } from './AskCodeForm.tsx';
import { CodeForm } from './CodeForm.tsx';
import { useCodeExchange } from './use-code-exchange.ts';

/** Signing in with nothing but a phone or a mail address; for a first visit too. */
export function SignInByCodePage() {
  const { t } = useLingui();
  const { codeBy } = useSignInWays() ?? { codeBy: ['phone', 'email'] as const };
  const attempt = useSignIn();
  const exchange = useCodeExchange('sign-in', askForCode);
  useEffect(() => void recallWaiting(), []);

  const check = (code: string) =>
    attempt.signIn(async () => {
      // Before the time that waits is held: the page may have been loaded anew.
      await recallWaiting();
      const next = await accountApi.signInByCode(code);
      forgetAskedCode('sign-in');
      await forgetWaiting();
      return next;
    });
  if (attempt.next) {
    return (
      <Page title={t`Sign in`}>
        <div className="stack wide narrow">
          <SecondFactorForm attempt={attempt} />
        </div>
      </Page>
    );
  }
  return (
    <Page title={exchange.askedAt === undefined ? t`A code to sign in` : t`Enter the code`}>
      <div className="stack wide narrow">
        <WaitingTime />
        {exchange.askedAt === undefined ? (
          <AskCodeForm
            codeBy={[...codeBy]}
            exchange={exchange}
            note={<Trans>For a first visit too. The message says only “library” and the code.</Trans>}
          />
        ) : (
          <CodeForm exchange={exchange} isBusy={attempt.isBusy} problem={attempt.problem} onCode={check} />
        )}
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/sign-in">
          <Trans>Other ways to sign in</Trans>
        </Link>
      </div>
    </Page>
  );
}

async function askForCode(contact: string): Promise<void> {
  const { sharedDevice = false, branch: preferred } = preferences();
  const branch = recall().chosen?.slot.branch ?? preferred;
  await accountApi.askCode({
    contact,
    locale: currentLocale(),
    ...(branch !== undefined && { branch }),
    ...(sharedDevice && { sharedDevice }),
  });
  await keepWaiting();
}
