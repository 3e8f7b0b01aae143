import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { usePreferences } from '../../../platform/preferences.ts';
import { problemOf } from '../../../platform/problem.ts';
import { useReach } from '../../../platform/queries/reach-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Page } from '../../../ui/Page.tsx';
import { ContactChoice } from './ContactChoice.tsx';
import { LevelCards } from './LevelCards.tsx';
import { MessageLanguage } from './MessageLanguage.tsx';
import { QuietHours } from './QuietHours.tsx';
import { SavedLine } from './SavedLine.tsx';
import { useChoose } from './use-choose.ts';

/** How much a message says, where it goes and when it is quiet. Reached from "You". */
export function ReachPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  return (
    <Page title={t`How we may reach you`}>
      <div className="stack wide narrow">
        {signedIn ? (
          <OwnReach />
        ) : (
          <Link className="btn pri" style={{ justifySelf: 'start' }} href="/sign-in">
            <Trans>Sign in</Trans>
          </Link>
        )}
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/you">
          <Trans>Back to You</Trans>
        </Link>
      </div>
    </Page>
  );
}

function OwnReach() {
  const { data, isPending, error, refetch } = useReach();
  const choice = useChoose(data?.reach);
  if (isPending) return <p className="meta" aria-busy="true" />;
  return (
    <>
      {error && (
        <Banner
          kind="warn"
          title={<Trans>This could not be loaded</Trans>}
          actions={
            <button type="button" className="btn" onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <ProblemSentence problem={problemOf(error)} />
        </Banner>
      )}
      {data && (
        <>
          <ContactChoice own={data} choose={choice.choose} />
          <LevelCards own={data} choose={choice.choose} />
          <QuietHours quiet={data.reach.quiet} choose={choice.choose} />
          <MessageLanguage locale={data.reach.locale} choose={choice.choose} />
          <SavedLine choice={choice} />
        </>
      )}
    </>
  );
}
