import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { problemOf, type Problem } from '../../platform/problem.ts';
import { useGuardianLink, useTakeUp } from '../../platform/queries/family-queries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { forgetToken } from './handed-token.ts';

/** Somebody handed a link over: for whom it is, and the one tap that takes it up. */
export function TakeUp({ token }: { token: string }) {
  const link = useGuardianLink(token);
  const takeUp = useTakeUp();
  const problem = takeUp.error ?? link.error;
  if (takeUp.data) {
    const { initials } = takeUp.data.child;
    return (
      <Banner kind="ok" title={<bdi>{initials}</bdi>}>
        <Trans>You book for this child from now on.</Trans>
      </Banner>
    );
  }
  if (problem) {
    return (
      <Banner
        kind="stop"
        actions={
          <button type="button" className="btn" onClick={forgetToken}>
            <Trans>Close</Trans>
          </button>
        }
      >
        <WhyNot problem={problemOf(problem)} />
      </Banner>
    );
  }
  if (!link.data) return <p className="meta" aria-busy="true" />;

  const { initials } = link.data;
  return (
    <section className="slip">
      <div className="slip-in stack">
        <h2>
          <bdi>{initials}</bdi>
        </h2>
        <p>
          <Trans>
            Somebody asks you to book for this child together with them. You see the child’s appointments and can book,
            move and cancel them; they see nothing of yours.
          </Trans>
        </p>
        <div className="row">
          <button
            type="button"
            className="btn pri grow"
            aria-busy={takeUp.isPending}
            onClick={() => takeUp.mutate(token)}
          >
            {takeUp.isPending ? <Trans>One moment</Trans> : <Trans>Book for the child too</Trans>}
          </button>
          <button type="button" className="btn grow" onClick={forgetToken}>
            <Trans>Not now</Trans>
          </button>
        </div>
      </div>
    </section>
  );
}

function WhyNot({ problem }: { problem: Problem }): ReactNode {
  const { code, facts } = problem;
  if (code === 'not_found') {
    return <Trans>This link does not open anything. It was used, it ended, or it ran out. Ask for a new one.</Trans>;
  }
  if (facts['state'] === 'own_child') return <Trans>You book for this child already.</Trans>;
  if (facts['state'] === 'two_guardians') return <Trans>Two people book for this child already.</Trans>;
  return <ProblemSentence problem={problem} />;
}
