import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { i18n } from '../i18n/i18n.ts';
import { AppShell } from './AppShell.tsx';
import { Loaded } from './Loaded.tsx';
import { PageFault } from './PageFault.tsx';
import { queryClient } from './query-client.ts';
import { Routes } from './routes.tsx';
import { isStaffPath } from './staff/staff-path.ts';

/** Everything of staff is one lazy chunk: a patron's first screen carries nothing of it. */
const loadStaff = async () => (await import('./staff/StaffRoutes.tsx')).openStaff();

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider i18n={i18n}>
        <Areas />
      </I18nProvider>
    </QueryClientProvider>
  );
}

function Areas() {
  const [path] = useLocation();
  if (isStaffPath(path)) {
    return (
      <PageFault>
        <Loaded load={loadStaff} />
      </PageFault>
    );
  }
  return (
    <AppShell>
      <Routes />
    </AppShell>
  );
}
