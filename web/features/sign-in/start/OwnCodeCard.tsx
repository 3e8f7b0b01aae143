import { Trans, useLingui } from '@lingui/react/macro';
import type { SignUpAnswer } from '#contract/sign-in.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { saveCardPicture } from './card-picture.ts';

/** Number and PIN, shown this once: to write down, to print, or to keep as a picture. */
export function OwnCodeCard({ codeCard: { card, pin } }: SignUpAnswer) {
  const { t } = useLingui();
  const lines = { title: t`Library card`, card: { label: t`Card`, text: card }, pin: { label: t`PIN`, text: pin } };
  return (
    <>
      <Banner kind="warn" title={<Trans>Shown only this once</Trans>}>
        <Trans>With it you sign in, on any device. Nobody can look it up for you.</Trans>
      </Banner>
      <section className="slip" aria-label={t`Your card`}>
        <div className="slip-in stack">
          <dl className="lines">
            <Line label={lines.card.label} text={card} />
            <Line label={lines.pin.label} text={pin} />
          </dl>
          <div className="chips no-print">
            <button type="button" className="btn" onClick={() => saveCardPicture(lines)}>
              <Trans>Save as a picture</Trans>
            </button>
            <button type="button" className="btn" onClick={() => print()}>
              <Trans>Print</Trans>
            </button>
          </div>
        </div>
      </section>
    </>
  );
}

function Line({ label, text }: { label: string; text: string }) {
  return (
    <div className="kv">
      <dt>{label}</dt>
      <dd style={{ fontFamily: 'var(--font-serif)', fontSize: 'var(--t-lg)', letterSpacing: '0.04em' }}>
        <bdi dir="ltr">{text}</bdi>
      </dd>
    </div>
  );
}
