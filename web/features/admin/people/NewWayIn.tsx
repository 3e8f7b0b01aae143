import { Trans } from '@lingui/react/macro';
import type { MadeInvitation, StaffPerson } from '#contract/account/staff.ts';
import { useRenewWayIn } from '../../../platform/queries/staff/people-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { PressTwice } from '../look/PressTwice.tsx';

/** A password was forgotten, or a phone lost. */
export function NewWayIn({ person, onMade }: { person: StaffPerson; onMade: (made: MadeInvitation) => void }) {
  const renew = useRenewWayIn();
  return (
    <>
      <PressTwice
        ask={<Trans>New way in</Trans>}
        yes={<Trans>Make a new link</Trans>}
        isBusy={renew.isPending}
        onYes={() => renew.mutate(person.id, { onSuccess: onMade })}
      >
        <Trans>
          For a lost password or phone. The old password, codes and keys end at once, and a link lets them choose anew.
        </Trans>
      </PressTwice>
      <Refused error={renew.error} />
    </>
  );
}
