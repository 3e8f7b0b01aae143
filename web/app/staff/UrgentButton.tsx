import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { UrgentHelp } from '../../features/urgent/UrgentHelp.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { leave } from '../leave.ts';

/** Also where staff work: somebody at the counter may need it. */
export function UrgentButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="help" />
        <Trans>Urgent help</Trans>
      </button>
      {isOpen && <UrgentHelp onClose={() => setOpen(false)} onLeave={leave} />}
    </>
  );
}
