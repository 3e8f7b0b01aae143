import { Trans } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** A part of the page that is asked for: what it says while it is under way, and when it did not come. */
export function PartLoading({ query, children }: { query: UseQueryResult; children: ReactNode }) {
  if (query.data !== undefined) return children;
  if (!query.isError) {
    return (
      <p className="meta" aria-busy="true">
        <Trans>One moment …</Trans>
      </p>
    );
  }
  return (
    <Banner
      kind="warn"
      title={<Trans>This did not load</Trans>}
      actions={
        <button type="button" className="btn" onClick={() => void query.refetch()}>
          <Trans>Try again</Trans>
        </button>
      }
    >
      <ProblemSentence problem={problemOf(query.error)} branch={undefined} />
    </Banner>
  );
}
