import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { CodeBatchLine, PartnerView } from '#contract/oversight/partner.ts';
import { dateAt, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useWithdrawCodes } from '../../../platform/queries/staff/oversight-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { PressTwice } from '../look/PressTwice.tsx';

/** Codes that were handed out, batch by batch. Whether one was used is nobody's to see. */
export function BatchRows({ view: { batches, programmes } }: { view: PartnerView }) {
  const { t } = useLingui();
  const withdraw = useWithdrawCodes();
  const nameOf = (id: string) => say(programmes.find((one) => one.id === id)?.name) || id;
  return (
    <section className="stack" aria-label={t`Codes that were made`}>
      <h2 className="t-md">
        <Trans>Codes that were made</Trans>
      </h2>
      <Refused error={withdraw.error} />
      <ul className="lines ruled">
        {batches.map((batch) => (
          <li key={batch.id} className="invitation">
            <span className="grow">
              <b className="blk">
                <Plural value={batch.count} one="# code" other="# codes" />
              </b>
              <span className="meta blk">{nameOf(batch.programme)}</span>
              <span className="meta blk">
                <When batch={batch} />
              </span>
            </span>
            {batch.withdrawnAt === undefined && (
              <PressTwice
                ask={<Trans>Withdraw the codes</Trans>}
                yes={<Trans>Withdraw now</Trans>}
                isBusy={withdraw.isPending}
                onYes={() => withdraw.mutate(batch.id)}
              >
                <Trans>
                  Codes of these that nobody has used open nothing any more. Appointments that were made with one stay.
                </Trans>
              </PressTwice>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function When({ batch: { issuedAt, withdrawnAt } }: { batch: CodeBatchLine }) {
  const made = shortDay(dateAt(issuedAt));
  if (withdrawnAt === undefined) return <Trans>Made {made}</Trans>;
  return (
    <Trans>
      Made {made}, withdrawn {shortDay(dateAt(withdrawnAt))}
    </Trans>
  );
}
