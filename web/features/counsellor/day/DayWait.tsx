import { Trans, useLingui } from '@lingui/react/macro';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import type { Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { SlotSkeleton } from '../../../ui/SlotSkeleton.tsx';

/** A day that is not here yet, or cannot be had now. */
export function DayWait(props: { isLoading: boolean; problem: Problem | undefined; onAgain: () => void }) {
  const { isLoading, problem, onAgain } = props;
  const { t } = useLingui();
  if (isLoading || !problem) return <SlotSkeleton label={t`Your appointments are being fetched`} />;
  const again = (
    <button type="button" className="btn pri" onClick={onAgain}>
      <Trans>Try again</Trans>
    </button>
  );
  if (problem.code === 'offline') {
    return (
      <Banner kind="offline" title={<Trans>This day is not on the device</Trans>} actions={again}>
        <Trans>Without a network you can see today and the thirteen days after it.</Trans>
      </Banner>
    );
  }
  return (
    <Banner kind="stop" title={<Trans>Your appointments did not load</Trans>} actions={again}>
      <ProblemSentence problem={problem} />
    </Banner>
  );
}
