import { Trans, useLingui } from '@lingui/react/macro';
import type { StaffPerson } from '#contract/account/staff.ts';
import { say } from '../../../i18n/i18n.ts';
import { roleWord } from '../../../i18n/role-words.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import type { PeopleFilter } from './find-people.ts';

interface Props {
  people: readonly StaffPerson[];
  filter: PeopleFilter;
  onChange: (filter: PeopleFilter) => void;
}

/** Only what would make a difference is offered: the roles and branches that these people have. */
export function PeopleFilters({ people, filter, onChange }: Props) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const roles = [...new Set(people.flatMap((one) => one.roles.map(({ role }) => role)))];
  const places = new Set(people.flatMap((one) => one.roles.map(({ branch }) => branch ?? '-')));
  const branches = (catalogue?.branches ?? []).filter(({ id }) => places.has(id));
  const disabled = people.some(({ state }) => state === 'disabled');

  return (
    <div className="admin-filters">
      <Field
        label={t`Name`}
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={filter.typed}
        onChange={(event) => onChange({ ...filter, typed: event.target.value })}
      />
      <div className="chips">
        {roles.length > 1 && (
          <Choice
            label={t`Role`}
            value={filter.role}
            options={[
              { value: '', label: t`All roles` },
              ...roles.map((role) => ({ value: role, label: roleWord(role) })),
            ]}
            onChange={(role) => onChange({ ...filter, role })}
          />
        )}
        {places.size > 1 && (
          <Choice
            label={t`Branch`}
            value={filter.branch}
            options={[
              { value: '', label: t`All branches` },
              ...(places.has('-') ? [{ value: '-', label: t`The whole network` }] : []),
              ...branches.map(({ id, name }) => ({ value: id, label: say(name) })),
            ]}
            onChange={(branch) => onChange({ ...filter, branch })}
          />
        )}
        {disabled && (
          <Chip checked={filter.disabledToo} onChange={(disabledToo) => onChange({ ...filter, disabledToo })}>
            <Trans>Disabled too</Trans>
          </Chip>
        )}
      </div>
    </div>
  );
}
