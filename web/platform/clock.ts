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
