import { useEffect, useState } from 'react';
import type { Instant } from '#domain/ids.ts';

/** The device's clock: for counting down and for "as of", never for deciding. */
export function deviceNow(): Instant {
  return Date.now();
}

/** The device's now, renewed every `everyMs` while somebody looks. */
export function useNow(everyMs: number): Instant {
  const [now, setNow] = useState(deviceNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(deviceNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Whole seconds from `from` down to 0, beginning when the component appears. */
export function useCountdown(from: number): number {
  const [begun] = useState(deviceNow);
  const now = useNow(1000);
  return Math.max(0, from - Math.floor((now - begun) / 1000));
}

const LONGEST_WAIT_MS = 1000;

/** What nobody waits for stands back until the screen is drawn. Safari knows no idle time: there it is a moment later. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
    else setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
