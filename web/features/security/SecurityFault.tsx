import { Trans } from '@lingui/react/macro';
import { Link, useLocation } from 'wouter';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { bearInMind } from '../../platform/chosen-slot.ts';
import type { Problem } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Why nothing was changed; where a fresh sign-in is asked for, the way there and back. */
export function SecurityFault({ problem }: { problem: Problem | undefined }) {
  const [path] = useLocation();
  if (!problem || problem.code === 'invalid') return null;
  const isStale = problem.code === 'sign_in_again' || problem.code === 'not_signed_in';
  return (
    <Banner
      kind="stop"
      title={<Trans>Nothing was changed</Trans>}
      actions={
        isStale && (
          <Link className="btn" href="/sign-in" onClick={() => bearInMind({ cameFrom: path })}>
            <Trans>Sign in again</Trans>
          </Link>
        )
      }
    >
      <ProblemSentence problem={problem} branch={undefined} />
    </Banner>
  );
}
