import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { WalkInAnswer } from '#contract/desk.ts';
import { useCatalogue, type CatalogueBranch } from '../../../platform/queries/catalogue-query.ts';
import { useWalkIn } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork } from '../../../staff/look/NeedsNetwork.tsx';
import { useDraft } from '../../../staff/use-draft.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { WalkInForm } from './WalkInForm.tsx';
import { WalkInTaken } from './WalkInTaken.tsx';
import { KEPT_MS, walkInServices } from './walk-in-choice.ts';

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
  // A card's PIN is told once: a lock while it is being copied down must not take it away, and no disk may have it.
  const [taken, keepTaken, forgetTaken] = useDraft<WalkInAnswer | undefined>(`taken ${patron ?? ''}`, undefined, {
    keptMs: KEPT_MS,
    isNeverOnDisk: true,
  });
  const close = () => {
    forgetTaken();
    onClose();
  };
  // A second press after a lost answer is the same intent; the next person is another.
  const [services] = useState(() => walkInServices(catalogue?.services ?? [], branch.id));

  return (
    <Sheet title={taken ? t`Taken` : t`Without a booking`} close={t`Close`} onClose={close}>
      {taken ? (
        <WalkInTaken answer={taken} onDone={close} />
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
        <WalkInForm {...{ branch, services, walkIn }} onTaken={keepTaken} {...(patron !== undefined && { patron })} />
      )}
    </Sheet>
  );
}
