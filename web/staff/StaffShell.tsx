import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Mark } from '../ui/Icon.tsx';

export interface StaffWay {
  to: string;
  label: ReactNode;
}

/** What is on every screen of staff: mark, the ways on, how old it is, what waits to be sent, Urgent help, Lock. */
export function StaffShell(props: { home: string; ways: StaffWay[]; urgentHelp: ReactNode; children: ReactNode }) {
  const { t } = useLingui();
  const { home, ways, urgentHelp, children } = props;
  return (
    <div className="app staff">
      <a className="skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <header className="bar">
        <Link className="mark" href={home}>
          <Mark />
          <span>{t({ message: 'Quietroom', comment: 'The name of the app' })}</span>
        </Link>
        <span className="end row" style={{ gap: 0 }}>
          {urgentHelp}
        </span>
      </header>
      {children}
      <nav className="nav" aria-label={t`Main`}>
        {ways.map(({ to, label }) => (
          <Way key={to} to={to}>
            {label}
          </Way>
        ))}
      </nav>
    </div>
  );
}

function Way({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Link href={to} aria-current={path === to ? 'page' : undefined}>
      <span>{children}</span>
    </Link>
  );
}
