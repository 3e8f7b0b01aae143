import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Redirect, useLocation } from 'wouter';
import { openOutbox } from '../../offline/outbox/outbox.ts';
import { onSignedOutElsewhere } from '../../offline/vault.ts';
import {
  accessEnded,
  accessLeft,
  idleMsOf,
  lockHere,
  lookAtVault,
  staffAccess,
  useStaffAccess,
} from '../../offline/staff-vault/staff-access.ts';
import { onTabNews } from '../../offline/at-work/staff-tabs.ts';
import { askStaffAnew } from '../../platform/queries/staff/staff-write.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { ClosedFrame } from './ClosedFrame.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { LockScreen } from './LockScreen.tsx';
import { OpenVault } from './OpenVault.tsx';

onSignedOutElsewhere(accessEnded);

/** Nothing of staff is on screen before it is known who looks, and nothing while it is locked. */
export function StaffGate({ urgentHelp, children }: { urgentHelp: ReactNode; children: ReactNode }) {
  const client = useQueryClient();
  const access = useStaffAccess();
  const [path] = useLocation();
  const closed = (page: ReactNode) => <ClosedFrame urgentHelp={urgentHelp}>{page}</ClosedFrame>;

  useEffect(() => {
    openOutbox(() => askStaffAnew(client));
    if (staffAccess().is !== 'open') void lookAtVault(client);
    const stop = onTabNews((news) => {
      if (news === 'locked') void lockHere(client);
      if (news === 'opened') void lookAtVault(client);
    });
    return () => {
      stop();
      accessLeft();
    };
  }, [client]);

  switch (access.is) {
    case 'loading':
      return closed(<main id="content" aria-busy="true" />);
    case 'signed-out':
      return access.isCut ? (
        closed(<NothingHere onTry={() => void lookAtVault(client)} />)
      ) : (
        <Redirect to={wayOf(access.me?.role)} replace />
      );
    case 'choose-pin':
      return closed(<ChoosePin lockMin={idleMsOf(access.me) / 60_000} />);
    case 'locked':
      return closed(<LockScreen triesLeft={access.triesLeft} />);
    case 'open': {
      const isDesk = access.me.role === 'desk';
      // The account is everybody's; the other areas are of one role each.
      const isTheirs = path.startsWith('/account') || isDesk === path.startsWith('/desk');
      if (!isTheirs) return <Redirect to={isDesk ? '/desk' : '/my-day'} replace />;
      return <OpenVault me={access.me}>{children}</OpenVault>;
    }
    default:
      return access satisfies never;
  }
}

/** Where somebody belongs who is not of staff. */
function wayOf(role: string | undefined): string {
  if (role === 'kiosk' || role === 'door') return `/${role}`;
  return role === undefined ? '/sign-in' : '/';
}

function NothingHere({ onTry }: { onTry: () => void }) {
  const { t } = useLingui();
  return (
    <Page title={t`No network`}>
      <Banner
        kind="offline"
        title={<Trans>Nothing is kept on this device</Trans>}
        actions={
          <button type="button" className="btn pri" onClick={onTry}>
            <Trans>Try again</Trans>
          </button>
        }
      >
        <Trans>Sign in once with a network; from then on the day is here without one too.</Trans>
      </Banner>
    </Page>
  );
}
