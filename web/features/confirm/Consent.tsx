import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { ConsentText } from '#contract/account/consent.ts';
import { say } from '../../i18n/i18n.ts';
import type { useConsentNeeded } from '../../platform/queries/consent-queries.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

interface Props {
  consent: ReturnType<typeof useConsentNeeded>;
  given: boolean;
  isMissing: boolean;
  onChange: (given: boolean) => void;
}

/** A box to tick, what it means one press away, and the reason beside it where it was forgotten. Asked once per version. */
export function Consent({ consent, given, isMissing, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const note = useId();
  const { text, version, isNeeded, isFailed, retry } = consent;

  if (!text || version === undefined || isNeeded === undefined) {
    return (
      <div className="row between" style={{ minBlockSize: '2.75rem' }}>
        <p className="sec" role="status">
          {isFailed ? <Trans>What you agree to did not load.</Trans> : <Trans>Loading</Trans>}
        </p>
        {isFailed && (
          <button type="button" className="btn" onClick={retry}>
            <Trans>Try again</Trans>
          </button>
        )}
      </div>
    );
  }
  return (
    <>
      <div className="row">
        {isNeeded ? (
          <label className="opt grow" style={{ flexBasis: '10rem' }}>
            <input
              type="checkbox"
              checked={given}
              aria-invalid={isMissing || undefined}
              aria-describedby={isMissing ? note : undefined}
              onChange={(event) => onChange(event.target.checked)}
            />
            <span className="sec">{say(text.agree)}</span>
          </label>
        ) : (
          <p className="sec grow" style={{ flexBasis: '10rem' }}>
            <Trans>You have agreed that the desk and your counsellor see your bookings.</Trans>
          </p>
        )}
        <button type="button" className="btn text" onClick={() => setOpen(true)}>
          <Trans>What they see</Trans>
        </button>
      </div>
      {isMissing && isNeeded && (
        <div className="field" style={{ marginBlockEnd: 'var(--s2)' }}>
          <p id={note} className="wrong" role="alert">
            <Icon name="stop" small />
            <span>
              <Trans>Please tick the box above: without it nobody could expect you.</Trans>
            </span>
          </p>
        </div>
      )}
      {isOpen && <WhatTheySee text={text} version={version} onClose={() => setOpen(false)} />}
    </>
  );
}

function WhatTheySee({ text, version, onClose }: ConsentText & { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Sheet title={t`What they see`} close={t`Close`} onClose={onClose}>
      <dl className="lines">
        <div className="kv">
          <dt>
            <Trans>The desk</Trans>
          </dt>
          <dd>{say(text.desk)}</dd>
        </div>
        <div className="kv">
          <dt>
            <Trans>Your counsellor</Trans>
          </dt>
          <dd>{say(text.counsellor)}</dd>
        </div>
        <div className="kv">
          <dt>
            <Trans>Nobody else</Trans>
          </dt>
          <dd>{say(text.nobody)}</dd>
        </div>
      </dl>
      <p className="meta" style={{ marginBlockStart: 'var(--s3)' }}>
        {say(text.withdraw)}{' '}
        <Trans>
          Text of <bdi dir="ltr">{version}</bdi>.
        </Trans>
      </p>
    </Sheet>
  );
}
