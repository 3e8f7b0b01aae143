import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useCatalogue, type CatalogueBranch } from '../../../platform/queries/catalogue-query.ts';
import { useWalkIn } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork } from '../../../staff/look/NeedsNetwork.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { WalkInForm } from './WalkInForm.tsx';
import { WalkInTaken } from './WalkInTaken.tsx';
import { walkInServices } from './walk-in-choice.ts';

/** Somebody without a booking: a service, a time of today, a name only if they like. */
export function WalkInSheet(props: {
  branch: CatalogueBranch;
  /** Somebody who is known already. */
  patron?: string;
  isOffline: boolean;
  onClose: () => void;
}) {
  const { branch, patron, isOffline, onClose } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const walkIn = useWalkIn();
  // A second press after a lost answer is the same intent; the next person is another.
  const [services] = useState(() => walkInServices(catalogue?.services ?? [], branch.id));

  return (
    <Sheet title={walkIn.data ? t`Taken` : t`Without a booking`} close={t`Close`} onClose={onClose}>
      {walkIn.data ? (
        <WalkInTaken answer={walkIn.data} onDone={onClose} />
      ) : isOffline ? (
        <NeedsNetwork>
          <Trans>
            Whether a counsellor is free is known to the server only. Ask the counsellor, write it on the day sheet, and
            enter it when there is a network.
          </Trans>
        </NeedsNetwork>
      ) : services.length === 0 ? (
        <p className="sec">
          <Trans>Nothing is offered here without a booking.</Trans>
        </p>
      ) : (
        <WalkInForm branch={branch} services={services} walkIn={walkIn} {...(patron !== undefined && { patron })} />
      )}
    </Sheet>
  );
}
