import './early.ts';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/paper.css';
import './ui/large-text.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { rememberedCatalogue } from './app/start/remembered-catalogue.ts';
import { showPreferences } from './app/start/show-preferences.ts';
import { queryClient } from './app/query-client.ts';
import { goOnLeaving, leaveWhenEscapedTwice } from './app/leave.ts';
import { rememberScroll } from './app/scroll-memory.ts';
import { keepBookingsSoon } from './app/start/keep-bookings.ts';
import { patience } from './app/start/patience.ts';
import { showStartFault } from './app/start/start-fault.ts';
import { stayInStep } from './app/start/stay-in-step.ts';
import { whenAnswered } from './app/start/when-answered.ts';
import { askTimesAhead } from './features/find/ask-times-ahead.ts';
import { watchInstallOffer } from './offline/install.ts';
import { watchWriting } from './platform/writing/watch-writing.ts';
import { registerServiceWorker } from './service-worker/register.ts';

/** What the device keeps is there sooner than that, or it keeps nothing. */
const MOMENT_MS = 150;

if (!goOnLeaving()) void start();

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');

  leaveWhenEscapedTwice();
  watchInstallOffer();
  rememberScroll();
  stayInStep(queryClient);
  keepBookingsSoon();
  watchWriting();
  try {
    await Promise.all([showPreferences(), rememberedCatalogue()]);
  } catch (error) {
    reportError(error);
    showStartFault(root);
    return;
  }

  const times = askTimesAhead(queryClient);
  // With no network they come off the device: waited for, the screen is drawn one time and not two.
  if (!navigator.onLine) await Promise.race([times, patience(MOMENT_MS)]);
  // In slices: a slow phone answers a finger in between.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
  registerServiceWorker(whenAnswered(queryClient));
}
