import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { lastDay } from '#domain/network-file/validity.ts';
import { fullDate, money } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useEntitle } from '../../../platform/queries/staff/desk-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { DateChoice } from '../look/DateChoice.tsx';

/** A right to pay less, seen on paper at the counter: which, until when. What is open costs less at once. */
export function ConcessionForm(props: { patron: string; branch: string; today: LocalDate; onDone: () => void }) {
  const { patron, branch, today, onDone } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const entitle = useEntitle();
  // What a partner vouches for is not the desk's to see.
  const concessions = (catalogue?.concessions ?? []).filter(({ evidence }) => evidence !== 'partner');
  const [concession, setConcession] = useState(concessions[0]?.id ?? '');
  const last = lastDay(today, byId(concessions, concession)?.validMonths ?? 1);
  const [wanted, setWanted] = useState<LocalDate>();
  const until = wanted ?? last;
  const [isSeen, setSeen] = useState(false);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isSeen && concession) entitle.mutate({ id: patron, branch, concession, until, evidenceSeen: true });
  };

  if (entitle.data) {
    const { repriced } = entitle.data;
    return (
      <Banner
        kind="ok"
        title={<Trans>Recorded</Trans>}
        actions={
          <button type="button" className="btn" onClick={onDone}>
            <Trans>All done</Trans>
          </button>
        }
      >
        {repriced.length === 0 ? (
          <Trans>It counts from now on. No open appointment costs less by it.</Trans>
        ) : (
          repriced.map(({ booking, due }) => (
            <span key={booking} className="blk">
              {due.amount > 0 ? (
                <Trans>An open appointment now costs {money(due)}.</Trans>
              ) : (
                <Trans>An open appointment now costs nothing.</Trans>
              )}
            </span>
          ))
        )}
      </Banner>
    );
  }
  return (
    <form className="stack slip-in boxed" onSubmit={save}>
      <Choice
        label={t`Concession`}
        value={concession}
        onChange={(id) => {
          setConcession(id);
          setWanted(undefined);
        }}
        options={concessions.map(({ id, name }) => ({ value: id, label: say(name) }))}
      />
      <DateChoice legend={t`It ends on`} value={until} from={today} onChange={setWanted} />
      {until > last || until < today ? (
        <p className="sec" role="alert">
          <Trans>It can last until {fullDate(last)}, and not longer. Choose an earlier end, from today on.</Trans>
        </p>
      ) : (
        <p className="meta">
          <Trans>The last day counts. Write down nothing else of the paper, and give it back.</Trans>
        </p>
      )}
      <label className="opt">
        <input type="checkbox" checked={isSeen} onChange={(event) => setSeen(event.target.checked)} />
        <b>
          <Trans>I have seen the evidence</Trans>
        </b>
      </label>
      <Refused error={entitle.error} />
      <div className="row">
        <button
          type="submit"
          className="btn pri big"
          disabled={!isSeen || !concession || until < today || until > last}
          aria-busy={entitle.isPending}
        >
          {entitle.isPending ? <Trans>One moment</Trans> : <Trans>Record until {fullDate(until)}</Trans>}
        </button>
        <button type="button" className="btn big" onClick={onDone}>
          <Trans>Let it be</Trans>
        </button>
      </div>
    </form>
  );
}
