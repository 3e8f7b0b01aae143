import { useLayoutEffect } from 'react';

/** Going on begins at the top; going back returns to where one was, as soon as the page is long enough again. */

const positions = new Map<string, number>();
const FRAMES = 60;
let wentBack = false;
let isFirst = true;

export function rememberScroll(): void {
  history.scrollRestoration = 'manual';
  // Before the router hears of it and draws.
  addEventListener('popstate', () => (wentBack = true), { capture: true });
}

export function useScrollMemory(path: string): void {
  useLayoutEffect(() => {
    const target = wentBack ? (positions.get(path) ?? 0) : 0;
    wentBack = false;
    let frame = 0;
    const settle = (left: number) => {
      scrollTo({ top: target, behavior: 'instant' });
      if (left > 0 && Math.abs(scrollY - target) > 1) frame = requestAnimationFrame(() => settle(left - 1));
    };
    // A page that has just opened is at its top: to ask where it is would lay it out once more than it is drawn.
    if (!isFirst) settle(FRAMES);
    isFirst = false;

    const remember = () => positions.set(path, scrollY);
    addEventListener('scroll', remember, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', remember);
    };
  }, [path]);
}
