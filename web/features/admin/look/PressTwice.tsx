import { Trans } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';

interface Props {
  ask: ReactNode;
  yes: ReactNode;
  isBusy: boolean;
  onYes: () => void;
  /** What will become of it. */
  children: ReactNode;
}

/** What cannot be taken back says what it does, and is done with the second press. */
export function PressTwice({ ask, yes, isBusy, onYes, children }: Props) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="btn start" onClick={() => setAsking(true)}>
        {ask}
      </button>
    );
  }
  return (
    <div className="stack ask-first" role="group">
      <p className="sec" role="status">
        {children}
      </p>
      <div className="chips">
        <button
          type="button"
          className="btn stop"
          // What was pressed is gone: the next press is one key away.
          ref={(button) => button?.focus()}
          aria-busy={isBusy}
          onClick={() => {
            onYes();
            setAsking(false);
          }}
        >
          {yes}
        </button>
        <button type="button" className="btn" onClick={() => setAsking(false)}>
          <Trans>Leave as it is</Trans>
        </button>
      </div>
    </div>
  );
}
