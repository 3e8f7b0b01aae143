import { Trans, useLingui } from '@lingui/react/macro';
import { say } from '../../../i18n/i18n.ts';
import { roleWord } from '../../../i18n/role-words.ts';
import { SelectField } from '../look/SelectField.tsx';
import { counsellorsAt, isOfNetwork, type RoleChoices, type RoleWish } from './role-choices.ts';

interface Props {
  wish: RoleWish;
  choices: RoleChoices;
  onChange: (wish: RoleWish) => void;
}

/** What somebody is to do, and where. */
export function RoleFields({ wish, choices, onChange }: Props) {
  const { t } = useLingui();
  const { role, branch, counsellor } = wish;
  const mayBeNetwork = isOfNetwork(role) && choices.isNetwork;
  const there = counsellorsAt(choices, branch);

  const chooseRole = (next: RoleWish['role']) => {
    const place = branch === '' && !isOfNetwork(next) ? (choices.branches[0]?.id ?? '') : branch;
    onChange({ role: next, branch: place, counsellor: '' });
  };
  return (
    <>
      <SelectField
        label={t`Role`}
        value={role}
        options={choices.roles.map((one) => ({ value: one, label: roleWord(one) }))}
        onChange={chooseRole}
      />
      <SelectField
        label={t`Branch`}
        value={branch}
        options={[
          ...(mayBeNetwork ? [{ value: '', label: t`The whole network` }] : []),
          ...choices.branches.map(({ id, name }) => ({ value: id, label: say(name) })),
        ]}
        onChange={(next) => onChange({ role, branch: next, counsellor: '' })}
      />
      {role === 'counsellor' &&
        (there.length === 0 ? (
          <p className="sec">
            <Trans>No counsellor of the network file has hours at this branch.</Trans>
          </p>
        ) : (
          <SelectField
            label={t`Whose calendar`}
            value={counsellor}
            options={[
              { value: '', label: t`Choose` },
              ...there.map(({ id, name }) => ({ value: id, label: say(name) })),
            ]}
            onChange={(next) => onChange({ role, branch, counsellor: next })}
          />
        ))}
    </>
  );
}
