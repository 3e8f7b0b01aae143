import { deviceNow } from '../../platform/clock.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const LOOK_MS = 1000;
const SHARE_MS = 5000;

export interface IdleWatch {
  /** Another tab of this browser saw somebody. */
  sawElsewhere(): void;
  stop(): void;
}

/**
 * Calls `onIdle` once nobody has touched this browser for `idleMs`, sleep included: the clock that stands still while the
 * device sleeps and the one that can be set are both asked, and the longer of the two counts.
 */
export function watchIdle(idleMs: number, onIdle: () => void, share: () => void): IdleWatch {
  let seen = marks();
  let shared = -Infinity;

  const saw = () => {
    // After a sleep the first touch comes before the timer: it must not count as work.
    if (idleSince(seen) >= idleMs) return onIdle();
    seen = marks();
    if (seen.steady - shared < SHARE_MS) return;
    shared = seen.steady;
    share();
  };
  const look = () => {
    if (idleSince(seen) >= idleMs) onIdle();
  };

  for (const sign of SIGNS) addEventListener(sign, saw, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, LOOK_MS);
  return {
    sawElsewhere: () => (seen = marks()),
    stop: () => {
      for (const sign of SIGNS) removeEventListener(sign, saw, { capture: true });
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    },
  };
}

interface Marks {
  steady: number;
  wall: number;
}

const marks = (): Marks => ({ steady: performance.now(), wall: deviceNow() });

function idleSince({ steady, wall }: Marks): number {
  const now = marks();
  return Math.max(now.steady - steady, now.wall - wall);
}
