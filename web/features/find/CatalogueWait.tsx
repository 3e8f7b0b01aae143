import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { SlotSkeleton } from '../../ui/SlotSkeleton.tsx';

/** Before the very first catalogue: a moment of nothing, then rows of the right shape, or what failed. */
export function CatalogueWait() {
  const { t } = useLingui();
  const { error, refetch } = useQuery(catalogueQuery);
  return (
    <Page title={t`Book an appointment`}>
      {error ? (
        <Banner
          kind="stop"
          title={<Trans>The times did not load</Trans>}
          actions={
            <button type="button" className="btn pri" onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          {problemOf(error).code === 'offline' ? (
            <Trans>The first visit needs a network. After that the app opens without one.</Trans>
          ) : (
            <Trans>The library’s system did not answer. Nothing was booked or lost.</Trans>
          )}
        </Banner>
      ) : (
        <SlotSkeleton label={t`Times are being looked up`} />
      )}
    </Page>
  );
}
