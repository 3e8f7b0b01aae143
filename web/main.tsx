import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/paper.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { rememberedCatalogue } from './app/catalogue.ts';
import { showPreferences } from './app/show-preferences.ts';
import { queryClient } from './app/query-client.ts';
import { leaveWhenEscapedTwice } from './app/leave.ts';
import { rememberBookings } from './offline/kept-bookings.ts';
import { registerServiceWorker } from './service-worker/register.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

void rememberBookings(queryClient);
await Promise.all([showPreferences(), rememberedCatalogue()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
leaveWhenEscapedTwice();
registerServiceWorker();
