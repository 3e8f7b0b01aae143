import { Trans } from '@lingui/react/macro';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import type { Problem } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import { SignInOnceMore } from './SignInOnceMore.tsx';

/** One neutral sentence: it never says which of the two was wrong, nor whether such a card exists. */
export function SignInFault({ problem }: { problem: Problem }) {
  const catalogue = useCatalogue();
  const { branch: preferred, signedIn } = usePreferences();
  const branch = byId(catalogue?.branches, preferred);
  return (
    <Banner
      kind="stop"
      title={signedIn ? undefined : <Trans>Not signed in</Trans>}
      actions={problem.code === 'sign_in_again' && <SignInOnceMore />}
    >
      <ProblemSentence problem={problem} branch={branch} />
    </Banner>
  );
}
