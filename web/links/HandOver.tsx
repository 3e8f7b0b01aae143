import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Field } from '../ui/Field.tsx';

/** The link while it is in sight: to the share sheet of the device, or copied. It says nothing of what it is for. */
export function HandOver({ url }: { url: string }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState<boolean>();
  const canShare = typeof navigator.share === 'function';

  const copy = async () => {
    await navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  // Whoever closes the device's own sheet has changed their mind: that is no fault.
  const share = () => navigator.share({ url }).catch(() => undefined);

  return (
    <div className="stack" style={{ gap: 'var(--s2)' }}>
      <Field
        label={t`The link, shown only now`}
        dir="ltr"
        readOnly
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        {canShare && (
          <button type="button" className="btn pri grow" onClick={() => void share()}>
            {t({ message: 'Share', comment: 'Opens the share sheet of the phone' })}
          </button>
        )}
        <button type="button" className={canShare ? 'btn grow' : 'btn pri grow'} onClick={() => void copy()}>
          <Trans>Copy the link</Trans>
        </button>
      </div>
      <p className="meta" role="status">
        {copied === true && <Trans>Copied.</Trans>}
        {copied === false && <Trans>This browser does not let it be copied. Select the link above instead.</Trans>}
      </p>
    </div>
  );
}
