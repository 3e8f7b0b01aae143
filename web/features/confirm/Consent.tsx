import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

/** Kept with the booking: which wording was agreed to. A change of the texts below is a new version. */
export const CONSENT_VERSION = '2026-11';

/** A box to tick, what it means one press away, and the reason beside it where it was forgotten. */
export function Consent(props: { given: boolean; isMissing: boolean; onChange: (given: boolean) => void }) {
  const { given, isMissing, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const note = useId();
  return (
    <>
      <div className="row">
        <label className="opt grow" style={{ flexBasis: '10rem' }}>
          <input
            type="checkbox"
            checked={given}
            aria-invalid={isMissing || undefined}
            aria-describedby={isMissing ? note : undefined}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span className="sec">
            <Trans>I agree that the desk and my counsellor see this booking.</Trans>
          </span>
        </label>
        <button type="button" className="btn text" onClick={() => setOpen(true)}>
          <Trans>What they see</Trans>
        </button>
      </div>
      {isMissing && (
        <div className="field" style={{ marginBlockEnd: 'var(--s2)' }}>
          <p id={note} className="wrong" role="alert">
            <Icon name="stop" small />
            <span>
              <Trans>Please tick the box above: without it nobody could expect you.</Trans>
            </span>
          </p>
        </div>
      )}
      {isOpen && <WhatTheySee onClose={() => setOpen(false)} />}
    </>
  );
}

function WhatTheySee({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Sheet title={t`What they see`} close={t`Close`} onClose={onClose}>
      <dl className="lines">
        <div className="kv">
          <dt>
            <Trans>The desk</Trans>
          </dt>
          <dd>
            <Trans>
              A name made up for you, the time, the room, what to prepare and what is to pay. Not why you come.
            </Trans>
          </dd>
        </div>
        <div className="kv">
          <dt>
            <Trans>Your counsellor</Trans>
          </dt>
          <dd>
            <Trans>The same, and what kind of help you chose.</Trans>
          </dd>
        </div>
        <div className="kv">
          <dt>
            <Trans>Nobody else</Trans>
          </dt>
          <dd>
            <Trans>Whoever looks at a booking leaves a trace that cannot be removed.</Trans>
          </dd>
        </div>
      </dl>
      <p className="meta" style={{ marginBlockStart: 'var(--s3)' }}>
        <Trans>
          You can cancel the booking and with it your agreement. Text of <bdi dir="ltr">{CONSENT_VERSION}</bdi>.
        </Trans>
      </p>
    </Sheet>
  );
}
