import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Invitation } from '#contract/account/staff.ts';
import { dateAt, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useInvitations, useRevoke } from '../../../platform/queries/staff/people-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PressTwice } from '../look/PressTwice.tsx';
import { useRoleLine } from '../role-line.ts';
import { InviteSheet } from './InviteSheet.tsx';

/** Who was invited in the last thirty days: open ones first. */
export function InvitationsPage() {
  const { t } = useLingui();
  const query = useInvitations();
  const revoke = useRevoke();
  const [isInviting, setInviting] = useState(false);
  const all = query.data?.invitations;
  const sorted = all && [
    ...all.filter(({ state }) => state === 'open'),
    ...all.filter(({ state }) => state !== 'open'),
  ];

  return (
    <Page title={t`Invitations`}>
      <div className="admin-page">
        <div className="row between admin-head">
          <p className="sec" role="status">
            {query.isPending ? <Trans>One moment</Trans> : <Trans>Of the last thirty days</Trans>}
          </p>
          <button type="button" className="btn pri" aria-haspopup="dialog" onClick={() => setInviting(true)}>
            <StaffIcon name="plus" small />
            <Trans>Invite somebody</Trans>
          </button>
        </div>
        <Refused error={query.error ?? revoke.error} offline={<Trans>What is shown here may be old.</Trans>} />
        {sorted?.length === 0 && (
          <div className="void">
            <p>
              <Trans>Nobody was invited lately.</Trans>
            </p>
          </div>
        )}
        <ul className="lines ruled" aria-label={t`Invitations`}>
          {sorted?.map((one) => (
            <Row key={one.id} invitation={one} isBusy={revoke.isPending} onRevoke={() => revoke.mutate(one.id)} />
          ))}
        </ul>
      </div>
      {isInviting && <InviteSheet onClose={() => setInviting(false)} />}
    </Page>
  );
}

interface RowProps {
  invitation: Invitation;
  isBusy: boolean;
  onRevoke: () => void;
}

function Row({ invitation, isBusy, onRevoke }: RowProps) {
  const roleLine = useRoleLine();
  const { name, signInName, state } = invitation;
  return (
    <li className="invitation">
      <span className="grow">
        <b className="blk">{say(name) || signInName}</b>
        <span className="meta blk">{roleLine(invitation)}</span>
        <span className="meta blk">
          <When invitation={invitation} />
        </span>
      </span>
      {state === 'open' && (
        <PressTwice ask={<Trans>Revoke</Trans>} yes={<Trans>Revoke now</Trans>} isBusy={isBusy} onYes={onRevoke}>
          <Trans>The link opens nothing any more. You can invite them again.</Trans>
        </PressTwice>
      )}
    </li>
  );
}

function When({ invitation: { state, expiresAt } }: Pick<RowProps, 'invitation'>) {
  const day = shortDay(dateAt(expiresAt));
  switch (state) {
    case 'open':
      return <Trans>Open until {day}</Trans>;
    case 'accepted':
      return <Trans>Accepted</Trans>;
    case 'expired':
      return <Trans>Ran out {day}</Trans>;
    case 'revoked':
      return <Trans>Revoked</Trans>;
    default:
      return state satisfies never;
  }
}
