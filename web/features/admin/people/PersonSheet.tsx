import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MadeInvitation, StaffPerson } from '#contract/account/staff.ts';
import { say } from '../../../i18n/i18n.ts';
import { usePersonChange } from '../../../platform/queries/staff/people-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { MadeLink } from '../inviting/MadeLink.tsx';
import { PressTwice } from '../look/PressTwice.tsx';
import { NewWayIn } from './NewWayIn.tsx';
import { PersonRoles } from './PersonRoles.tsx';
import { StateBadge } from './PersonRow.tsx';

/** One person: what they may do, and whether they may come in. */
export function PersonSheet({ person, onClose }: { person: StaffPerson; onClose: () => void }) {
  const { t } = useLingui();
  const change = usePersonChange(person.id);
  const [made, setMade] = useState<MadeInvitation>();
  const name = say(person.name) || person.id;
  const isDisabled = person.state === 'disabled';

  return (
    <Sheet title={name} close={t`Close`} onClose={onClose}>
      {made ? (
        <MadeLink made={made} name={name} onDone={onClose} />
      ) : (
        <div className="stack admin-sheet">
          <p className="row">
            <span className="meta">
              <Trans>
                Signs in as <bdi dir="ltr">{person.id}</bdi>
              </Trans>
            </span>
            <StateBadge person={person} />
          </p>
          <Refused error={change.error} />
          <PersonRoles person={person} change={change} />
          {person.self ? (
            <p className="sec">
              <Trans>This is you: another administrator can disable this account.</Trans>
            </p>
          ) : person.whole ? (
            <section className="stack">
              {isDisabled ? (
                <>
                  <Banner kind="info">
                    <Trans>Signed in nowhere, and cannot sign in. Roles and password are kept.</Trans>
                  </Banner>
                  <button
                    type="button"
                    className="btn pri start"
                    aria-busy={change.isPending}
                    onClick={() => change.mutate({ do: 'enable' })}
                  >
                    <Trans>Let in again</Trans>
                  </button>
                </>
              ) : (
                <>
                  <NewWayIn person={person} onMade={setMade} />
                  <PressTwice
                    ask={<Trans>Disable</Trans>}
                    yes={<Trans>Disable now</Trans>}
                    isBusy={change.isPending}
                    onYes={() => change.mutate({ do: 'disable' })}
                  >
                    <Trans>They are signed out everywhere at once. What they did stays.</Trans>
                  </PressTwice>
                </>
              )}
            </section>
          ) : (
            <p className="sec">
              <Trans>Works at other branches too: only the network’s administrators can disable this account.</Trans>
            </p>
          )}
        </div>
      )}
    </Sheet>
  );
}
