import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { i18n } from '../i18n/i18n.ts';
import { AppShell } from './AppShell.tsx';
import { queryClient } from './query-client.ts';
import { Routes } from './routes.tsx';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider i18n={i18n}>
        <AppShell>
          <Routes />
        </AppShell>
      </I18nProvider>
    </QueryClientProvider>
  );
}
