import { deviceNow } from '../../platform/clock.ts';
import { isLive, onLive } from '../../platform/live/live-state.ts';
import { sendSealed } from '../../platform/staff-api.ts';
import { drainOutbox, pauseAfter, type DrainEnd } from './drain-outbox.ts';
import { watchAnswers } from './gone-rows.ts';
import { tellOutbox } from './outbox-channel.ts';
import { OUTBOX } from './outbox-name.ts';
import { changeRows, readRows } from './outbox-rows.ts';

/**
 * When the outbox is sent: on append, `online`, focus, start, when the live stream opens, every 30 s, and from the service
 * worker where it can.
 */

const EVERY_MS = 30_000;
/** Longer than one batch may take: who holds the lock for longer hangs, or sleeps in a tab that the system has frozen. */
const PATIENCE_MS = 20_000;
/** What was recorded a moment ago goes along with what is recorded now. */
const GATHER_MS = 30;

let isStarted = false;
let isQueued = false;
let failures = 0;
let pausesUntil = 0;
let toldToWaitUntil = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** For the page: safe to call again. Another tab's sender takes over as soon as this tab is gone. */
export function startSending(): void {
  if (isStarted) return;
  isStarted = true;
  watchAnswers();
  const now = () => sendSoon({ atOnce: true });
  // How often it failed without a network says nothing of the server that can be reached now, or is about to be.
  const anew = () => {
    failures = 0;
    now();
  };
  addEventListener('online', anew);
  addEventListener('focus', anew);
  onLive(() => isLive() && anew());
  document.addEventListener('visibilitychange', () => document.hidden || now());
  setInterval(() => sendSoon(), EVERY_MS);
  now();
}

/** `atOnce`: whatever stood in the way before may be over, but not before the server said so. */
export function sendSoon({ atOnce = false } = {}): void {
  if (isQueued) return;
  const until = Math.max(toldToWaitUntil, atOnce ? 0 : pausesUntil);
  if (until > deviceNow()) return sendIn(until - deviceNow());
  isQueued = true;
  setTimeout(() => {
    isQueued = false;
    void sendOnce().then(plan, () => plan({ answered: 0, isCut: true }));
  }, GATHER_MS);
}

/** One sender at a time in the whole browser. */
async function sendOnce(): Promise<DrainEnd> {
  const drain = () => drainOutbox({ readRows, changeRows, send: sendSealed, now: deviceNow });
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return drain();

  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await locks.request(OUTBOX, { signal: patience }, drain);
  } catch (error) {
    if (!patience.aborted) throw error;
    // Sent twice has one effect: better that than to wait for a tab that does not wake up.
    return locks.request(OUTBOX, { steal: true }, drain);
  }
}

function plan({ answered, againInMs, isCut, isTold = false }: DrainEnd): void {
  failures = isCut ? (answered > 0 ? 1 : failures + 1) : 0;
  const pause = isCut ? Math.max(againInMs ?? 0, pauseAfter(failures - 1)) : againInMs;
  pausesUntil = deviceNow() + (pause ?? 0);
  if (isTold) toldToWaitUntil = pausesUntil;
  if (pause !== undefined) sendIn(pause);
  if (answered > 0) tellOutbox({ is: 'answered' });
}

function sendIn(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => sendSoon({ atOnce: true }), ms);
}

/** Where the browser has background sync, what waits is sent with the page closed too. */
export async function askWorkerToSend(): Promise<void> {
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
    await sync?.register(OUTBOX);
  } catch {
    // Not every browser lets it.
  }
}
