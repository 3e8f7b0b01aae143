import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { UrgentHelp } from '../features/urgent/UrgentHelp.tsx';
import { Icon, Mark, type IconName } from '../ui/Icon.tsx';
import { leave } from './leave.ts';
import { UpdateToast } from './UpdateToast.tsx';
import { WritingStopped } from './WritingStopped.tsx';

/** What is on every screen and always in the same place: skip link, mark, Urgent help, Leave, the three ways on. */
export function AppShell({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const [isUrgent, setUrgent] = useState(false);

  return (
    <div className="app">
      <a className="skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <header className="bar">
        <Link className="mark" href="/">
          <Mark />
          <span>{t({ message: 'Quietroom', comment: 'The name of the app' })}</span>
        </Link>
        <span className="end row" style={{ gap: 0 }}>
          <button type="button" className="quick" aria-haspopup="dialog" onClick={() => setUrgent(true)}>
            <Icon name="help" />
            <Trans>Urgent help</Trans>
          </button>
          <button type="button" className="quick leave" onClick={leave}>
            <Icon name="leave" />
            <Trans>Leave</Trans>
          </button>
        </span>
      </header>
      <WritingStopped />
      {children}
      <UpdateToast />
      <nav className="nav" aria-label={t`Main`}>
        <Way to="/" icon="book">
          <Trans>Book</Trans>
        </Way>
        <Way to="/bookings" icon="ticket">
          <Trans>My bookings</Trans>
        </Way>
        <Way to="/you" icon="person">
          <Trans>You</Trans>
        </Way>
      </nav>
      {isUrgent && <UrgentHelp onClose={() => setUrgent(false)} onLeave={leave} />}
    </div>
  );
}

function Way({ to, icon, children }: { to: string; icon: IconName; children: ReactNode }) {
  const [path] = useLocation();
  const isHere = to === '/' ? path === '/' || path.startsWith('/hold') : path.startsWith(to);
  return (
    <Link href={to} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{children}</span>
    </Link>
  );
}
