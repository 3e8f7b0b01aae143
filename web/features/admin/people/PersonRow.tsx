import { Trans, useLingui } from '@lingui/react/macro';
import type { StaffPerson } from '#contract/account/staff.ts';
import { dotted, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useRoleLine } from '../role-line.ts';

/** One person: name, roles, and what an administrator should know of the account. */
export function PersonRow({ person, onOpen }: { person: StaffPerson; onOpen: () => void }) {
  const { t } = useLingui();
  const roleLine = useRoleLine();
  const { lastSeenOn } = person;
  return (
    <button type="button" className="slot" aria-haspopup="dialog" onClick={onOpen}>
      <span className="grow">
        <span className="w">{say(person.name) || person.id}</span>
        <span className="d">{dotted(person.roles.map(roleLine))}</span>
        <span className="d meta">{lastSeenOn ? t`Last here ${shortDay(lastSeenOn)}` : t`Not here yet`}</span>
      </span>
      <span className="p">
        <StateBadge person={person} />
      </span>
      <Icon name="after" small className="go" />
    </button>
  );
}

/** What stands out: who works here with two factors, as they should, has none. Without a password a provider asks for what it will. */
export function StateBadge({ person: { state, secondFactor, hasPassword } }: { person: StaffPerson }) {
  if (state === 'disabled') {
    return (
      <span className="badge box stop">
        <Trans>Disabled</Trans>
      </span>
    );
  }
  if (state === 'waiting') {
    return (
      <span className="badge box">
        <Trans>Has a new link</Trans>
      </span>
    );
  }
  return secondFactor || !hasPassword ? null : (
    <span className="badge box warn">
      <Trans>Password only</Trans>
    </span>
  );
}
