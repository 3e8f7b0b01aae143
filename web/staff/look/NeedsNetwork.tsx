import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Some things cannot wait in the outbox, since only the server knows what is still free. */
export function NeedsNetwork({ children }: { children?: ReactNode }) {
  return (
    <Banner kind="offline" title={<Trans>This needs a network</Trans>}>
      {children ?? <Trans>Check-ins, payments and notes go on without one and are sent later.</Trans>}
    </Banner>
  );
}

/** Why a question or a write failed, in words, or that there is no network. */
export function Refused({ error, offline }: { error: unknown; offline?: ReactNode }) {
  if (!error) return null;
  const problem = problemOf(error);
  if (problem.code === 'offline') return <NeedsNetwork>{offline}</NeedsNetwork>;
  return (
    <Banner kind="stop">
      <ProblemSentence problem={problem} />
    </Banner>
  );
}
