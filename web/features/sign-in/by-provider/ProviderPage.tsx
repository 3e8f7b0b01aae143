import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { say } from '../../../i18n/i18n.ts';
import { ProviderFault } from '../../../i18n/provider-fault.tsx';
import { forgetWaiting, recallWaiting } from '../../../offline/waiting-slot.ts';
import { broughtBack, providerApi, type BroughtBack } from '../../../platform/account/provider-api.ts';
import { bearInMind, recall } from '../../../platform/chosen-slot.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { useSignInWays } from '../../../platform/queries/sign-in-ways-query.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Page } from '../../../ui/Page.tsx';
import { SecondFactorForm } from '../SecondFactorForm.tsx';
import { useSignIn } from '../use-sign-in.ts';
import { ProviderButton } from './ProviderButton.tsx';

/**
 * Where the provider sends people back to. That request comes from another site and brings none of our cookies; this page's own
 * does, which hands on what stood in the address. It stands there, and in the history, no longer than until it was read.
 */
export function ProviderPage() {
  const { t } = useLingui();
  const [back] = useState(() => broughtBack(location.search));
  const attempt = useSignIn();
  const linking = useLinking();
  const hasBegun = useRef(false);

  useEffect(() => {
    history.replaceState(history.state, '', location.pathname);
    const { answer, isLink } = back;
    if (!answer || hasBegun.current) return;
    hasBegun.current = true;
    if (isLink) void linking.finish(() => providerApi.finishLink(answer));
    else
      attempt.signIn(async () => {
        await recallWaiting();
        const next = await providerApi.finish(answer);
        await forgetWaiting();
        return next;
      });
  });

  const problem = attempt.problem ?? linking.problem;
  return (
    <Page title={t`Sign in`}>
      <div className="stack wide narrow">
        {attempt.next ? (
          <SecondFactorForm attempt={attempt} />
        ) : problem || !back.answer ? (
          <NotIn back={back} problem={problem} />
        ) : (
          <p className="sec" role="status">
            <Trans>One moment</Trans>
          </p>
        )}
      </div>
    </Page>
  );
}

/** Back to where it was asked for, with the account linked or not. */
function useLinking() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<Problem>();
  const finish = async (send: () => Promise<void>) => {
    try {
      await send();
      await recallWaiting();
      const { cameFrom = '/you/security' } = recall();
      bearInMind({ cameFrom: undefined });
      await forgetWaiting();
      void client.invalidateQueries({ queryKey: ['security'] });
      navigate(cameFrom, { replace: true });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return { finish, problem };
}

function NotIn({ back, problem }: { back: BroughtBack; problem: Problem | undefined }) {
  const provider = useSignInWays()?.provider;
  const name = say(provider?.name);
  return (
    <>
      {problem ? (
        <Banner kind="stop" title={back.isLink ? <Trans>Nothing was changed</Trans> : <Trans>Not signed in</Trans>}>
          <ProviderFault problem={problem} name={name} />
        </Banner>
      ) : back.isRefused ? (
        <Banner kind="warn" isRefusal title={<Trans>Nothing has happened</Trans>}>
          <Trans>You came back from {name} without signing in there.</Trans>
        </Banner>
      ) : (
        <Banner kind="info">
          <Trans>This page is opened by {name} alone. Begin again from here.</Trans>
        </Banner>
      )}
      {back.isLink ? (
        <Link className="btn" style={{ justifySelf: 'start' }} href="/you/security">
          <Trans>Back to Security</Trans>
        </Link>
      ) : (
        provider && <ProviderButton name={provider.name} />
      )}
      <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/sign-in">
        <Trans>Other ways to sign in</Trans>
      </Link>
    </>
  );
}
