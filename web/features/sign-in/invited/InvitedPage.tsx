import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { invitationApi } from '../../../platform/accounts/invitation-api.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Languages } from '../Languages.tsx';
import { SecondFactorForm } from '../SecondFactorForm.tsx';
import { useSignIn } from '../use-sign-in.ts';
import { ChoosePassword } from './ChoosePassword.tsx';

/** Behind the #, which browsers send to nobody. */
function useToken(): string {
  return useSyncExternalStore(
    (watcher) => {
      addEventListener('hashchange', watcher);
      return () => removeEventListener('hashchange', watcher);
    },
    () => location.hash.slice(1),
  );
}

/** What an invitation's link opens: a password is chosen, and the work begins. */
export function InvitedPage() {
  const { t } = useLingui();
  const token = useToken();
  const attempt = useSignIn();
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => invitationApi.look({ token }, signal),
    enabled: token !== '',
    staleTime: Infinity,
    gcTime: 0,
  });
  const isGone = token === '' || problemOf(query.error ?? attempt.problem).code === 'not_found';
  return (
    <Page title={t`Welcome`}>
      <div className="stack wide narrow">
        {isGone ? (
          <Gone />
        ) : attempt.next ? (
          <SecondFactorForm attempt={attempt} />
        ) : query.data ? (
          <ChoosePassword token={token} invited={query.data} attempt={attempt} />
        ) : query.error ? (
          <Failed problem={problemOf(query.error)} onTry={() => void query.refetch()} />
        ) : (
          <p className="sec" role="status">
            <Trans>One moment</Trans>
          </p>
        )}
        <Languages />
      </div>
    </Page>
  );
}

/** One sentence for wrong, used, revoked and run out. */
function Gone() {
  return (
    <Banner kind="warn" isRefusal title={<Trans>This link does not open anything any more</Trans>}>
      <Trans>Each opens once, and for seven days. Ask whoever gave it to you for a new one.</Trans>
    </Banner>
  );
}

function Failed({ problem, onTry }: { problem: Problem; onTry: () => void }) {
  return (
    <Banner
      kind="stop"
      actions={
        <button type="button" className="btn" onClick={onTry}>
          <Trans>Try again</Trans>
        </button>
      }
    >
      <ProblemSentence problem={problem} />
    </Banner>
  );
}
