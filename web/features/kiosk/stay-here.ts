import { useEffect } from 'react';

/**
 * A screen that stands in the open stays what it is: "back" leads to it again, and the keys that leave the app elsewhere do
 * nothing. The rest is the system's kiosk mode, which the set-up page names.
 */
export function useStayHere(): void {
  useEffect(() => {
    const hold = () => history.pushState(null, '', location.href);
    hold();
    const quiet = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.stopImmediatePropagation();
    };
    const noMenu = (event: Event) => event.preventDefault();
    addEventListener('popstate', hold);
    addEventListener('keydown', quiet, { capture: true });
    addEventListener('contextmenu', noMenu);
    return () => {
      removeEventListener('popstate', hold);
      removeEventListener('keydown', quiet, { capture: true });
      removeEventListener('contextmenu', noMenu);
    };
  }, []);
}

/** Keeps the display from going dark where the browser can; it has to be asked again whenever the page was hidden. */
export function useStayAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
