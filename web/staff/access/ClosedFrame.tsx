import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Mark } from '../../ui/Icon.tsx';

/** Before it is known who looks, and while it is locked: nothing but the way in. */
export function ClosedFrame({ urgentHelp, children }: { urgentHelp: ReactNode; children: ReactNode }) {
  const { t } = useLingui();
  const title = t({ message: 'Quietroom', comment: 'The name of the app' });
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <div className="app staff closed">
      <SkipLink />
      <header className="bar">
        <Home to="/" />
        <span className="end row quicks">{urgentHelp}</span>
      </header>
      {children}
    </div>
  );
}

export function SkipLink() {
  return (
    <a className="skip" href="#content">
      <Trans>Skip to the content</Trans>
    </a>
  );
}

export function Home({ to }: { to: string }) {
  const { t } = useLingui();
  return (
    <Link className="mark" href={to}>
      <Mark />
      <span>{t({ message: 'Quietroom', comment: 'The name of the app' })}</span>
    </Link>
  );
}
