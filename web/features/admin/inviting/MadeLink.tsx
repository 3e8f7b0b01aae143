import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MadeInvitation } from '#contract/account/staff.ts';
import { dateAt, fullDate } from '../../../i18n/format.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { LinkPicture } from './LinkPicture.tsx';

/** The link, told this once: to copy, to photograph from the screen, or to hand over on paper. */
export function MadeLink({ made, name, onDone }: { made: MadeInvitation; name: string; onDone: () => void }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const link = `${location.origin}/invited#${made.token}`;
  const copy = () =>
    void navigator.clipboard.writeText(link).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <section className="stack admin-sheet">
      <div className="slip print-part made-link">
        <div className="slip-in stack">
          <p>
            <b>{name}</b>
          </p>
          <LinkPicture link={link} label={t`The link as a QR code`} />
          <p className="link-text" dir="ltr" translate="no">
            {link}
          </p>
          <p className="sec">
            <Trans>
              Opens once, until {fullDate(dateAt(made.expiresAt))}. Signs in as{' '}
              <b>
                <bdi dir="ltr">{made.signInName}</bdi>
              </b>
              .
            </Trans>
          </p>
        </div>
      </div>
      <p className="sec">
        <Trans>It is not shown again, and nobody is mailed it. Hand it over yourself.</Trans>
      </p>
      <div className="chips">
        <button type="button" className="btn pri" onClick={copy}>
          <Trans>Copy the link</Trans>
        </button>
        <button type="button" className="btn" onClick={() => print()}>
          <StaffIcon name="print" small />
          <Trans>Print</Trans>
        </button>
        <button type="button" className="btn" onClick={onDone}>
          <Trans>Close</Trans>
        </button>
      </div>
      <p role="status" className="meta">
        {copied === 'yes' && <Trans>Copied.</Trans>}
        {copied === 'no' && <Trans>This browser does not let it be copied. Select the text above.</Trans>}
      </p>
    </section>
  );
}
