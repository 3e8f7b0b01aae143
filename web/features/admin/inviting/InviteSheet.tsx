import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { LOCALES, type Locale } from '#domain/ids.ts';
import type { MadeInvitation } from '#contract/account/staff.ts';
import { currentLocale, LANGUAGE_NAMES } from '../../../i18n/i18n.ts';
import { useInvite } from '../../../platform/queries/staff/people-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { SelectField } from '../look/SelectField.tsx';
import { MadeLink } from './MadeLink.tsx';
import { firstWish, roleOfWish, useRoleChoices } from './role-choices.ts';
import { RoleFields } from './RoleFields.tsx';

/** Somebody new: a name, a role, a language; then the link, shown this once. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [made, setMade] = useState<{ made: MadeInvitation; name: string }>();
  return (
    <Sheet title={made ? t`The link for ${made.name}` : t`Invite somebody`} close={t`Close`} onClose={onClose}>
      {made ? (
        <MadeLink {...made} onDone={onClose} />
      ) : (
        <InviteForm onMade={(answer, name) => setMade({ made: answer, name })} />
      )}
    </Sheet>
  );
}

function InviteForm({ onMade }: { onMade: (made: MadeInvitation, name: string) => void }) {
  const { t } = useLingui();
  const invite = useInvite();
  const choices = useRoleChoices();
  const [name, setName] = useState('');
  const [wish, setWish] = useState(() => firstWish(choices));
  const [locale, setLocale] = useState<Locale>(currentLocale);
  const [isMissing, setMissing] = useState(false);
  const role = roleOfWish(wish, choices);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const called = name.trim();
    setMissing(called === '');
    if (called === '' || !role || invite.isPending) return;
    const input = { ...role, name: { en: called }, locale };
    invite.mutate(input, { onSuccess: (made) => onMade(made, called) });
  };
  return (
    <form className="stack admin-sheet" onSubmit={submit} noValidate>
      <Field
        label={t`Name`}
        hint={<Trans>As colleagues know them. Patrons do not see it.</Trans>}
        wrong={isMissing && <Trans>Type a name.</Trans>}
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleFields wish={wish} choices={choices} onChange={setWish} />
      <SelectField
        label={t`Language`}
        value={locale}
        options={LOCALES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
        onChange={setLocale}
      />
      <Refused error={invite.error} />
      <button type="submit" className="btn pri full" disabled={!role} aria-busy={invite.isPending}>
        <Trans>Make the link</Trans>
      </button>
    </form>
  );
}
