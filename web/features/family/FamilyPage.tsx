import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { bearInMind } from '../../platform/chosen-slot.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { problemOf } from '../../platform/problem.ts';
import { useChildren } from '../../platform/queries/family-queries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddChild } from './AddChild.tsx';
import { ChildPart } from './ChildPart.tsx';
import { useHandedToken } from './handed-token.ts';
import { TakeUp } from './TakeUp.tsx';

/** For whom one books beside oneself. Reached from "You", and by a link that somebody handed over. */
export function FamilyPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const token = useHandedToken();
  return (
    <Page title={t`Booking for a child`}>
      <div className="stack wide narrow">
        {signedIn ? (
          <>
            {token !== undefined && <TakeUp key={token} token={token} />}
            <OwnChildren />
          </>
        ) : (
          <>
            {token !== undefined && (
              <p className="sec">
                <Trans>Somebody asks you to book for a child together with them. Sign in to see for whom.</Trans>
              </p>
            )}
            <Link
              className="btn pri"
              style={{ justifySelf: 'start' }}
              href="/sign-in"
              onClick={() => bearInMind({ cameFrom: '/you/people' })}
            >
              <Trans>Sign in</Trans>
            </Link>
          </>
        )}
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/you">
          <Trans>Back to You</Trans>
        </Link>
      </div>
    </Page>
  );
}

/** Loading, none, not to be had, and who is there. */
function OwnChildren() {
  const { data, isPending, error, refetch } = useChildren();
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
      {data?.children.length === 0 && (
        <p className="sec">
          <Trans>
            You can book for a child who cannot do it alone. The appointment is the child’s, at its own price. The desk
            and the counsellor see the first letters of the name, and nothing else.
          </Trans>
        </p>
      )}
      {data?.children.map((child) => (
        <ChildPart key={child.id} child={child} />
      ))}
      {data && <AddChild isFirst={data.children.length === 0} />}
    </>
  );
}
