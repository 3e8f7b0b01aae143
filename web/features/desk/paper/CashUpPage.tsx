import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { CashUp } from '#contract/desk.ts';
import { addDays } from '#domain/time/local-date.ts';
import { clock, clockAt, longDay, money, number } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useCashUp } from '../../../platform/queries/staff/desk-queries.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { methodWord } from '../day/method-words.ts';
import { printPart } from '../look/print-part.ts';

/** What was taken, waived and given back on a day, by the server's books: to count the till against. */
export function CashUpPage() {
  const { t } = useLingui();
  const { branch, today } = useBranchDay();
  const [date, setDate] = useState<string>();
  const shown = date ?? today;
  const query = useCashUp(branch?.id ?? '', shown);
  const waiting = useOutbox().waiting.filter(({ item }) => item?.event === 'paid').length;
  const sums = query.data;

  return (
    <Page title={t`Cash-up`}>
      <div className="desk-page parts narrower print-part">
        <div className="row between">
          <p className="row date-steps">
            <button
              type="button"
              className="quick no-print"
              aria-label={t`Day before`}
              onClick={() => setDate(addDays(shown, -1))}
            >
              <Icon name="before" />
            </button>
            <b>{longDay(shown)}</b>
            <button
              type="button"
              className="quick no-print"
              aria-label={t`Day after`}
              disabled={shown >= today}
              onClick={() => setDate(addDays(shown, 1))}
            >
              <Icon name="after" />
            </button>
          </p>
          <button type="button" className="btn no-print" disabled={!sums} onClick={printPart}>
            <StaffIcon name="print" small />
            <Trans>Print</Trans>
          </button>
        </div>
        <p className="print-only">{say(branch?.name)}</p>
        {waiting > 0 && (
          <Banner kind="warn">
            <Plural
              value={waiting}
              one="# payment waits to be sent and is not in the sums."
              other="# payments wait to be sent and are not in the sums."
            />
          </Banner>
        )}
        <Refused
          error={query.error}
          offline={
            <Trans>The books are the server’s. What is recorded here is sent as soon as there is a network.</Trans>
          }
        />
        {sums ? (
          <Sums cashUp={sums} zone={branch?.timeZone} />
        ) : (
          query.isPending && (
            <p className="sec" role="status">
              <Trans>One moment</Trans>
            </p>
          )
        )}
      </div>
    </Page>
  );
}

function Sums({ cashUp, zone }: { cashUp: CashUp; zone: string | undefined }) {
  const { t } = useLingui();
  const { sums, entries, asOf } = cashUp;
  if (entries.length === 0) {
    return (
      <p>
        <Trans>Nothing was taken on this day.</Trans>
      </p>
    );
  }
  return (
    <>
      <table className="sum till">
        <thead>
          <tr>
            <th scope="col">
              <Trans>How</Trans>
            </th>
            <td>
              <Trans>Number</Trans>
            </td>
            <td>
              <Trans>Sum</Trans>
            </td>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ method, count, sum }) => (
            <tr key={`${method} ${sum.currency}`}>
              <th scope="row">{methodWord(method)}</th>
              <td>{number(count)}</td>
              <td>
                <bdi>{money(sum)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">
        <Trans>As of {clockAt(asOf, zone)}. Waived sums are not in the till; refunds went out of it.</Trans>
      </p>
      <h2>
        <Trans>One by one</Trans>
      </h2>
      {/* Wider than a phone: it is scrolled sideways, with keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll-x" role="group" aria-label={t`One by one`} tabIndex={0}>
        <table className="ledger books">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Receipt</Trans>
              </th>
              <th scope="col">
                <Trans>Time</Trans>
              </th>
              <th scope="col">
                <Trans>Alias</Trans>
              </th>
              <th scope="col">
                <Trans>How</Trans>
              </th>
              <th scope="col" className="num-col">
                <Trans>Sum</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.number}>
                <th scope="row">
                  <bdi dir="ltr">{entry.number}</bdi>
                </th>
                <td>
                  {clock(entry.localTime)}
                  {entry.lateEntry && (
                    <span className="meta blk">
                      <Trans>entered later</Trans>
                    </span>
                  )}
                </td>
                <td>{entry.alias}</td>
                <td>{methodWord(entry.method)}</td>
                <td className="num-col">
                  <bdi>{money(entry.amount)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
