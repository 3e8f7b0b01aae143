import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { StaffPerson } from '#contract/account/staff.ts';
import type { usePersonChange } from '../../../platform/queries/staff/people-queries.ts';
import { RoleFields } from '../inviting/RoleFields.tsx';
import { firstWish, roleOfWish, useRoleChoices } from '../inviting/role-choices.ts';
import { PressTwice } from '../look/PressTwice.tsx';
import { useRoleLine } from '../role-line.ts';

interface Props {
  person: StaffPerson;
  change: ReturnType<typeof usePersonChange>;
}

/** The roles that the administrator administers. The last one is not taken away: the person is disabled. */
export function PersonRoles({ person, change }: Props) {
  const { t } = useLingui();
  const roleLine = useRoleLine();
  const [isAdding, setAdding] = useState(false);
  const mayRemove = person.roles.length > 1 || !person.whole;

  return (
    <section className="stack" aria-label={t`Roles`}>
      <ul className="lines ruled">
        {person.roles.map((role) => (
          <li key={role.id} className="kv">
            <span>{roleLine(role)}</span>
            {mayRemove && (
              <PressTwice
                ask={<Trans>Take away</Trans>}
                yes={<Trans>Take away now</Trans>}
                isBusy={change.isPending}
                onYes={() => change.mutate({ do: 'remove', grant: role.id })}
              >
                <Trans>They sign in anew, without it.</Trans>
              </PressTwice>
            )}
          </li>
        ))}
      </ul>
      {isAdding ? (
        <AddRole change={change} onDone={() => setAdding(false)} />
      ) : (
        <button type="button" className="btn start" onClick={() => setAdding(true)}>
          <Trans>Add a role</Trans>
        </button>
      )}
    </section>
  );
}

function AddRole({ change, onDone }: Pick<Props, 'change'> & { onDone: () => void }) {
  const choices = useRoleChoices();
  const [wish, setWish] = useState(() => firstWish(choices));
  const role = roleOfWish(wish, choices);
  return (
    <div className="stack ask-first">
      <RoleFields wish={wish} choices={choices} onChange={setWish} />
      <div className="chips">
        <button
          type="button"
          className="btn pri"
          disabled={!role}
          aria-busy={change.isPending}
          onClick={() => role && change.mutate({ do: 'add', role }, { onSuccess: onDone })}
        >
          <Trans>Add</Trans>
        </button>
        <button type="button" className="btn" onClick={onDone}>
          <Trans>Leave as it is</Trans>
        </button>
      </div>
    </div>
  );
}
