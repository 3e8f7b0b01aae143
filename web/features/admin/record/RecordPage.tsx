import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { addDays, isDate } from '#domain/time/local-date.ts';
import { dateAt, fullDate } from '../../../i18n/format.ts';
import { useNow } from '../../../platform/clock.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useMe } from '../../../platform/queries/me-query.ts';
import { useRecord } from '../../../platform/queries/staff/oversight-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { EVERYTHING, RecordFilters, type RecordFilter } from './RecordFilters.tsx';
import { RecordRow } from './RecordRow.tsx';

/** By whose clock a day is a day (R9): the branch's that is asked about, else the auditor's own, else the network's first. */
function useZoneOfDays(branch: string | undefined): string | undefined {
  const catalogue = useCatalogue();
  const me = useMe();
  const own = branch ?? me?.branch;
  const [first] = catalogue?.branches ?? [];
  return (catalogue?.branches.find(({ id }) => id === own) ?? first)?.timeZone;
}

/** What was done on a day: when, as whom, and to what kind of thing. */
export function RecordPage() {
  const { t } = useLingui();
  const [chosen, setDate] = useState<LocalDate>();
  const [filter, setFilter] = useState<RecordFilter>(EVERYTHING);
  const zone = useZoneOfDays(filter.branch);
  const today = dateAt(useNow(60_000), zone);
  const date = chosen ?? today;
  const query = useRecord({ date, ...filter });
  const entries = query.data?.pages.flatMap((page) => page.entries);

  return (
    <Page title={t`What was done`}>
      <div className="admin-page">
        <div className="record-day">
          <button type="button" className="btn" aria-label={t`Day before`} onClick={() => setDate(addDays(date, -1))}>
            <Icon name="before" />
          </button>
          <Field
            label={t`Which day`}
            type="date"
            value={date}
            hint={fullDate(date)}
            onChange={({ target: { value } }) => isDate(value) && setDate(value)}
          />
          <button type="button" className="btn" aria-label={t`Day after`} onClick={() => setDate(addDays(date, 1))}>
            <Icon name="after" />
          </button>
        </div>
        <RecordFilters filter={filter} onChange={setFilter} />
        <Refused error={query.error} offline={<Trans>What is shown here may be old.</Trans>} />
        {query.isPending && (
          <p className="sec" role="status">
            <Trans>One moment</Trans>
          </p>
        )}
        {entries?.length === 0 && (
          <div className="void">
            <p>
              <Trans>Nothing is on record for this day.</Trans>
            </p>
          </div>
        )}
        {entries && entries.length > 0 && (
          <ul className="lines ruled" aria-label={t`What was done`} aria-busy={query.isPlaceholderData}>
            {entries.map((entry) => (
              <RecordRow key={entry.id} entry={entry} onAction={(action) => setFilter({ ...filter, action })} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <button
            type="button"
            className="btn start"
            aria-busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </button>
        )}
      </div>
    </Page>
  );
}
