import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Receipt } from '#contract/desk.ts';
import { clock, fullDate, joined, money, phoneDigits } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useReceipts } from '../../../platform/queries/staff/desk-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Page } from '../../../ui/Page.tsx';
import { methodWord } from '../day/method-words.ts';
import { printPart } from '../look/print-part.ts';

/** What was paid for one appointment, to take along. Neutral: nothing on it says what the appointment was for. */
export function ReceiptPage({ booking }: { booking: string }) {
  const { t } = useLingui();
  const query = useReceipts(booking);
  const receipts = query.data ?? [];
  const isWaiting = useOutbox().waiting.some(({ item }) => item?.event === 'paid' && item.booking === booking);

  return (
    <Page title={t`Receipt`}>
      <div className="desk-page stack receipt-page">
        {isWaiting && (
          <Banner kind="warn">
            <Trans>A payment waits to be sent. Its receipt has a number once the server has it.</Trans>
          </Banner>
        )}
        <Refused
          error={query.error}
          offline={<Trans>A receipt is numbered by the server. It can be printed as soon as there is a network.</Trans>}
        />
        {query.isPending && !query.error && (
          <p className="sec" role="status">
            <Trans>One moment</Trans>
          </p>
        )}
        {query.data && receipts.length === 0 && (
          <p>
            <Trans>Nothing was paid for this appointment yet.</Trans>
          </p>
        )}
        {receipts.length > 0 && (
          <div className="print-part stack">
            {receipts.map((receipt) => (
              <Slip key={receipt.number} receipt={receipt} />
            ))}
          </div>
        )}
        <div className="row no-print">
          {receipts.length > 0 && (
            <button type="button" className="btn pri" onClick={printPart}>
              <StaffIcon name="print" small />
              <Trans>Print</Trans>
            </button>
          )}
          <Link className="btn" href="/desk">
            <Trans>Back to arrivals</Trans>
          </Link>
        </div>
      </div>
    </Page>
  );
}

function Slip({ receipt }: { receipt: Receipt }) {
  const { t } = useLingui();
  const branch = byId(useCatalogue()?.branches, receipt.branch);
  const { number, localTime, publicName, method, amount } = receipt;
  return (
    <article className="slip receipt" aria-label={t`Receipt ${number}`}>
      <div className="slip-in">
        <p className="display">{say(branch?.name)}</p>
        {branch && (
          <p className="meta">
            {say(branch.address)} <bdi dir="ltr">{phoneDigits(branch.phone)}</bdi>
          </p>
        )}
        <table className="sum">
          <tbody>
            <tr>
              <th scope="row">
                <Trans>Receipt</Trans>
              </th>
              <td>
                <bdi dir="ltr">{number}</bdi>
              </td>
            </tr>
            <tr>
              <th scope="row">
                <Trans>Date</Trans>
              </th>
              <td>{joined([fullDate(localTime.slice(0, 10)), clock(localTime)])}</td>
            </tr>
            <tr>
              <th scope="row">{say(publicName)}</th>
              <td>{methodWord(method)}</td>
            </tr>
            <tr className="tot">
              <th scope="row">{method === 'refunded' ? <Trans>Given back</Trans> : <Trans>Sum</Trans>}</th>
              <td>
                <bdi>{money(amount)}</bdi>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </article>
  );
}
