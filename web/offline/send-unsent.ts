import { UNSENT } from './outbox/outbox-name.ts';

/** What staff recorded on this device and could not send yet goes on being sent, whoever uses it now. Most devices have nothing. */
export function sendUnsent(): void {
  try {
    if (localStorage.getItem(UNSENT)) void import('./outbox/outbox-sender.ts').then((sender) => sender.startSending());
  } catch {
    // A browser that stores nothing has nothing to send.
  }
}
