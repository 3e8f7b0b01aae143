import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import type { Child } from '#contract/account/family.ts';
import { clockAt, dateAt, fullDate, joined } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { HandOver } from '../../links/HandOver.tsx';
import { problemOf } from '../../platform/problem.ts';
import { useEndGuardianLink, useMakeGuardianLink } from '../../platform/queries/family-queries.ts';
import { Banner } from '../../ui/Banner.tsx';

const QrCode = lazy(async () => ({ default: (await import('../../links/QrCode.tsx')).QrCode }));

/** A link for one other person, shown once. */
export function SecondGuardian({ child: { id, link } }: { child: Child }) {
  const { t } = useLingui();
  const make = useMakeGuardianLink(id);
  const end = useEndGuardianLink(id);
  const error = make.error ?? end.error;
  const url = make.data && `${location.origin}/you/people#${make.data.token}`;
  const until = make.data?.until ?? link?.until;
  const when = until && joined([fullDate(dateAt(until)), clockAt(until)]);

  return (
    <div className="stack" style={{ gap: 'var(--s2)' }}>
      {url && (
        <>
          <div className="qr" style={{ inlineSize: '10rem', blockSize: '10rem' }}>
            <Suspense>
              <QrCode text={url} label={t`QR code of the link`} />
            </Suspense>
          </div>
          <HandOver url={url} />
        </>
      )}
      {when && (
        <p className="sec">
          <Trans>
            Whoever opens the link first, until {when}, books for the child with you. Give it to nobody else. You can
            end it at any time.
          </Trans>
        </p>
      )}
      {error && (
        <Banner kind="stop">
          <ProblemSentence problem={problemOf(error)} />
        </Banner>
      )}
      <div className="row">
        {!url && (
          <button
            type="button"
            className="btn grow"
            aria-busy={make.isPending}
            onClick={() => {
              end.reset();
              make.mutate();
            }}
          >
            {make.isPending ? (
              <Trans>One moment</Trans>
            ) : link ? (
              <Trans>Make a new link</Trans>
            ) : (
              <Trans>Let somebody else book too</Trans>
            )}
          </button>
        )}
        {link && (
          <button
            type="button"
            className="btn stop grow"
            aria-busy={end.isPending}
            onClick={() => end.mutate(undefined, { onSuccess: () => make.reset() })}
          >
            {end.isPending ? <Trans>One moment</Trans> : <Trans>End the link</Trans>}
          </button>
        )}
      </div>
    </div>
  );
}
