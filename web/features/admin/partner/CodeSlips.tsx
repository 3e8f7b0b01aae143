import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MadeCodes } from '#contract/oversight/partner.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';

/** Slips to cut apart and hand out. They say nothing of what is booked, nor of who gives it. */
export function CodeSlips({ made: { codes }, onDone }: { made: MadeCodes; onDone: () => void }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    void navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <section className="stack admin-sheet">
      <p className="sec">
        <Trans>They are not shown again. Print them, or copy them to where you keep them.</Trans>
      </p>
      <div className="chips">
        <button type="button" className="btn pri" onClick={() => print()}>
          <StaffIcon name="print" small />
          <Trans>Print</Trans>
        </button>
        <button type="button" className="btn" onClick={copy}>
          <Trans>Copy</Trans>
        </button>
        <button type="button" className="btn" onClick={onDone}>
          <Trans>Close</Trans>
        </button>
      </div>
      <p role="status" className="meta">
        {copied === 'yes' && <Trans>Copied.</Trans>}
        {copied === 'no' && <Trans>This browser does not let it be copied. Select the text above.</Trans>}
      </p>
      <ul className="code-slips print-part" aria-label={t`The new codes`}>
        {codes.map((code) => (
          <li key={code} className="slip">
            <div className="slip-in">
              <p className="code-sign" translate="no">
                <bdi dir="ltr">{code}</bdi>
              </p>
              <p className="sec">
                <Trans>For one appointment at the library. Type it where it says “I have a code”.</Trans>
              </p>
              <p className="meta" translate="no">
                <bdi dir="ltr">{location.host}</bdi>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
