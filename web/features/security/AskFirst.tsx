import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Sheet } from '../../ui/Sheet.tsx';

/** What will be gone, before it is gone. */
export function AskFirst(props: {
  title: string;
  /** What pressing it does. */
  action: ReactNode;
  isBusy: boolean;
  onYes: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const { title, action, isBusy, onYes, onClose, children } = props;
  return (
    <Sheet title={title} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <p>{children}</p>
        <div className="chips">
          <button type="button" className="btn stop" aria-busy={isBusy} onClick={onYes}>
            {action}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            <Trans>Leave it as it is</Trans>
          </button>
        </div>
      </div>
    </Sheet>
  );
}
