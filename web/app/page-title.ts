import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';

/** What the tab and the history say of each screen: never of what it is about, because neither can be erased. */
export function usePageTitle(path: string): void {
  const { t } = useLingui();
  const app = t({ message: 'Quietroom', comment: 'The name of the app' });
  const page = pageWord();
  useEffect(() => {
    document.title = `${page} · ${app}`;
  }, [page, app]);

  function pageWord(): string {
    if (path.startsWith('/you')) return t`You`;
    if (path.startsWith('/sign-in') || path === '/invited') return t`Sign in`;
    if (path === '/bookings') return t`My bookings`;
    if (path === '/t' || path.startsWith('/bookings/')) return path.endsWith('/move') ? t`Move` : t`Appointment`;
    return path.startsWith('/hold/') ? t`Confirm` : t`Book`;
  }
}
