import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { dateAt, fullDate, languageName } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useConsentText, useOwnConsent, useWithdrawConsent } from '../../platform/queries/consent-queries.ts';
import { useMe } from '../../platform/queries/me-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

/** What a patron agreed to, and the one tap that ends it. */
export function OwnConsent() {
  const isPatron = useMe()?.role === 'patron';
  const own = useOwnConsent(isPatron);
  if (!isPatron) return null;

  const { consent, withdrawnAt } = own.data ?? {};
  if (!own.data && own.error) {
    return (
      <Agreed>
        <Banner
          kind="warn"
          actions={
            <button type="button" className="btn" onClick={() => void own.refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <ProblemSentence problem={problemOf(own.error)} />
        </Banner>
      </Agreed>
    );
  }
  if (consent) return <Standing version={consent.version} locale={consent.locale} givenAt={consent.givenAt} />;
  if (!withdrawnAt) return null;
  return (
    <Agreed>
      <p className="sec" role="status">
        <Trans>Withdrawn on {fullDate(dateAt(withdrawnAt))}. The next booking asks you again.</Trans>
      </p>
    </Agreed>
  );
}

function Standing(props: { version: string; locale: string; givenAt: string }) {
  const { version, locale, givenAt } = props;
  const text = useConsentText().data;
  const withdraw = useWithdrawConsent();
  const on = fullDate(dateAt(givenAt));

  return (
    <Agreed>
      {text?.version === version && <p>{say(text.text.agree)}</p>}
      <p className="meta">
        <Trans>
          Agreed on {on}, to the text of <bdi dir="ltr">{version}</bdi>. Language: {languageName(locale)}.
        </Trans>
      </p>
      <p className="sec">
        <Trans>
          If you withdraw, appointments that stand stay until you cancel them. The next booking asks you again.
        </Trans>
      </p>
      {withdraw.error && (
        <Banner kind="stop">
          <ProblemSentence problem={problemOf(withdraw.error)} />
        </Banner>
      )}
      <button
        type="button"
        className="btn"
        style={{ justifySelf: 'start' }}
        aria-busy={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {withdraw.isPending ? <Trans>One moment</Trans> : <Trans>Withdraw</Trans>}
      </button>
    </Agreed>
  );
}

function Agreed({ children }: { children: ReactNode }) {
  return (
    <section className="stack" style={{ gap: 'var(--s2)' }}>
      <h2 className="legend" style={{ marginBlockEnd: 0 }}>
        <Trans>What you agreed to</Trans>
      </h2>
      {children}
    </section>
  );
}
