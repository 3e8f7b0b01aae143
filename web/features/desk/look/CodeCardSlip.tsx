import { Trans, useLingui } from '@lingui/react/macro';
import type { NewPatronAnswer } from '#contract/desk.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { printPart } from './print-part.ts';

/** A card for somebody without a name: number and PIN, shown this once, to copy down or to print. */
export function CodeCardSlip({ codeCard: { card, pin } }: { codeCard: NewPatronAnswer['codeCard'] }) {
  const { t } = useLingui();
  return (
    <section className="slip code-card print-part" aria-label={t`Code card`}>
      <div className="slip-in stack">
        <dl className="lines">
          <div className="kv">
            <dt>
              <Trans>Card</Trans>
            </dt>
            <dd className="code-line">
              <bdi dir="ltr">{card}</bdi>
            </dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>PIN</Trans>
            </dt>
            <dd className="code-line">
              <bdi dir="ltr">{pin}</bdi>
            </dd>
          </div>
        </dl>
        <p className="sec">
          <Trans>Shown this once. With it one can sign in, see the appointment, move it and book again.</Trans>
        </p>
        <button type="button" className="btn start no-print" onClick={printPart}>
          <StaffIcon name="print" small />
          <Trans>Print</Trans>
        </button>
      </div>
    </section>
  );
}
