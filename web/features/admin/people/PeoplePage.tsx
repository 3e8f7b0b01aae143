import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { StaffPerson } from '#contract/account/staff.ts';
import { say } from '../../../i18n/i18n.ts';
import { usePeople } from '../../../platform/queries/staff/people-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { BackupBanner } from '../backups/BackupBanner.tsx';
import { InviteSheet } from '../inviting/InviteSheet.tsx';
import { OldNumbers } from './OldNumbers.tsx';
import { EVERYBODY, findPeople } from './find-people.ts';
import { PeopleFilters } from './PeopleFilters.tsx';
import { PersonRow } from './PersonRow.tsx';
import { PersonSheet } from './PersonSheet.tsx';

const byName = (a: StaffPerson, b: StaffPerson) => say(a.name).localeCompare(say(b.name)) || a.id.localeCompare(b.id);

/** Who works here, and what each of them may do. */
export function PeoplePage() {
  const { t } = useLingui();
  const query = usePeople();
  const [filter, setFilter] = useState(EVERYBODY);
  const [isInviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<string>();
  const people = query.data?.people;
  const found = people && findPeople(people, filter, byName);
  const working = people?.filter(({ state }) => state !== 'disabled').length;
  const person = people?.find(({ id }) => id === opened);

  return (
    <Page title={t`People`}>
      <div className="admin-page">
        <div className="row between admin-head">
          <p className="sec" role="status">
            {working !== undefined ? (
              <Plural value={working} one="# person works here" other="# people work here" />
            ) : (
              query.isPending && <Trans>One moment</Trans>
            )}
          </p>
          <button type="button" className="btn pri" aria-haspopup="dialog" onClick={() => setInviting(true)}>
            <StaffIcon name="plus" small />
            <Trans>Invite somebody</Trans>
          </button>
        </div>
        <BackupBanner />
        <OldNumbers />
        <Refused error={query.error} offline={<Trans>What is shown here may be old.</Trans>} />
        {people && <PeopleFilters people={people} filter={filter} onChange={setFilter} />}
        {found?.length === 0 && (
          <div className="void">
            <p>
              <Trans>Nobody is found by that.</Trans>
            </p>
            <button type="button" className="btn" onClick={() => setFilter(EVERYBODY)}>
              <Trans>Show everybody</Trans>
            </button>
          </div>
        )}
        {found && found.length > 0 && (
          <ul className="slots" aria-label={t`People`}>
            {found.map((one) => (
              <li key={one.id}>
                <PersonRow person={one} onOpen={() => setOpened(one.id)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {isInviting && <InviteSheet onClose={() => setInviting(false)} />}
      {person && <PersonSheet key={person.id} person={person} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
