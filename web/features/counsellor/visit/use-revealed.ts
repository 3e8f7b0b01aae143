import { useEffect, useState } from 'react';

/** Long enough to read a name, too short for the next person who passes. */
const REVEAL_MS = 10_000;

/** Whether a name may stand on the screen just now. @returns it, and how to show it (again) */
export function useRevealed(atOnce: boolean): [isRevealed: boolean, reveal: () => void] {
  const [since, setSince] = useState(atOnce ? 1 : 0);
  useEffect(() => {
    if (since === 0) return;
    const timer = setTimeout(() => setSince(0), REVEAL_MS);
    return () => clearTimeout(timer);
  }, [since]);
  return [since > 0, () => setSince((count) => count + 1)];
}
