import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { HoldInput } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { OtherTimes } from '../../slots/rows/OtherTimes.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import type { LostHold } from './code-exchange.ts';

/** The time went while a code was tried: said plainly, with the nearest others, or the same once more. */
export function LostTime({ lost, onTake }: { lost: LostHold; onTake: (wish: HoldInput) => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { wish, problem } = lost;
  const service = byId(catalogue?.services, wish.service);
  const alternatives = (problem.facts['alternatives'] ?? []) as Slot[];
  const take = ({ startsAt, branch, mode }: Slot) => {
    const { counsellor: _, ...rest } = wish;
    onTake({ ...rest, startsAt, branch, mode });
  };

  return (
    <Page title={t`This time is not held any more`}>
      <Banner
        kind="stop"
        actions={
          problem.code !== 'slot_taken' && (
            <button type="button" className="btn pri" onClick={() => onTake(wish)}>
              <Trans>Try again</Trans>
            </button>
          )
        }
      >
        <ProblemSentence problem={problem} branch={byId(catalogue?.branches, wish.branch)} />{' '}
        <Trans>Nothing was booked, and your code is still yours.</Trans>
      </Banner>
      {service && alternatives.length > 0 && (
        <section style={{ marginBlockStart: 'var(--s4)' }}>
          <h2>
            <Trans>The nearest other times</Trans>
          </h2>
          <OtherTimes slots={alternatives} service={service} onTake={take} />
        </section>
      )}
      <Link className="btn" href="/" style={{ marginBlockStart: 'var(--s4)' }}>
        <Trans>See other times</Trans>
      </Link>
    </Page>
  );
}
