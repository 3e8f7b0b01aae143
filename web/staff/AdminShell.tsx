import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { Redirect, useLocation } from 'wouter';
import { signOutStaff } from '../offline/staff-vault/staff-sign-out.ts';
import { problemOf } from '../platform/problem.ts';
import { meQuery, WORKPLACES } from '../platform/queries/me-query.ts';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { ClosedFrame, Home, SkipLink } from './access/ClosedFrame.tsx';
import { NeedsNetwork } from './look/NeedsNetwork.tsx';
import { OFFICE_WAYS, wayHere } from './staff-ways.tsx';
import { WayLink } from './WayLink.tsx';

interface Slots {
  urgentHelp: ReactNode;
  /** That nothing can be saved right now. */
  standing: ReactNode;
  update: ReactNode;
  children: ReactNode;
}

/** Administrators, partners and auditors work with a network only: nothing is kept on the device, so there is nothing to lock. */
export function AdminShell({ urgentHelp, standing, update, children }: Slots) {
  const { t } = useLingui();
  useSignInWatch();
  const [path] = useLocation();
  const { data: me, isError } = useQuery(meQuery);
  const ways = OFFICE_WAYS[me?.role ?? ''] ?? [];
  const here = wayHere(ways, path);
  const app = t({ message: 'Quietroom', comment: 'The name of the app' });
  const title = here && me ? `${here.word()} · ${app}` : app;
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (me === undefined) return <ClosedFrame urgentHelp={urgentHelp}>{isError ? <Cut /> : <Waiting />}</ClosedFrame>;
  if (me?.secondFactorDue) return <Redirect to="/you/security" replace />;
  if (!here) return <Redirect to={me ? (WORKPLACES[me.role] ?? '/') : '/sign-in'} replace />;
  return (
    <div className="app staff">
      <SkipLink />
      <header className="bar">
        <Home to={ways[0]!.to} />
        <span className="end row quicks">
          {urgentHelp}
          <SignOutButton />
        </span>
      </header>
      <div className="notices">{standing}</div>
      {children}
      {update}
      <nav className="nav" aria-label={t`Main`}>
        {ways.map((way) => (
          <WayLink key={way.to} {...way} isHere={way === here} />
        ))}
      </nav>
    </div>
  );
}

/** Whatever was asked: an answer that nobody is signed in any more closes everything. */
function useSignInWatch(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        const { error } = query.state;
        const isOver = type === 'updated' && error !== null && problemOf(error).code === 'not_signed_in';
        if (isOver) void client.invalidateQueries({ queryKey: meQuery.queryKey });
      }),
    [client],
  );
}

function SignOutButton() {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await signOutStaff(client);
    go('/sign-in', { replace: true });
  };
  return (
    <button type="button" className="quick leave" disabled={isBusy} onClick={() => void leave()}>
      <Icon name="leave" />
      <Trans>Sign out</Trans>
    </button>
  );
}

const Waiting = () => <main id="content" aria-busy="true" />;

function Cut() {
  const { t } = useLingui();
  return (
    <Page title={t`No network`}>
      <NeedsNetwork>
        <Trans>Who works here is asked of the server each time. Try again when there is a network.</Trans>
      </NeedsNetwork>
    </Page>
  );
}
