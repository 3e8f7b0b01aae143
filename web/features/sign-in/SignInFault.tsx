import { Trans } from '@lingui/react/macro';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import type { Problem } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** One neutral sentence: it never says which of the two was wrong, nor whether such a card exists. */
export function SignInFault({ problem }: { problem: Problem }) {
  const catalogue = useCatalogue();
  const branch = byId(catalogue?.branches, usePreferences().branch);
  return (
    <Banner kind="stop" title={<Trans>Not signed in</Trans>}>
      <ProblemSentence problem={problem} branch={branch} />
    </Banner>
  );
}
