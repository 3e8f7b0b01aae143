import { useEffect, useRef } from 'react';

export type DeskKey = 'search' | 'keys' | 'up' | 'down' | 'check-in' | 'start' | 'finish' | 'walk-in' | 'undo';

/** By the place of the key, so that they work on a Persian layout; `/` and `?` also by what they write. */
function keyOf({ code, key, shiftKey }: KeyboardEvent): DeskKey | undefined {
  if (key === '?' || key === '؟' || (code === 'Slash' && shiftKey)) return 'keys';
  if (key === '/' || code === 'Slash') return 'search';
  if (shiftKey) return undefined;
  switch (code) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'KeyC':
      return 'check-in';
    case 'KeyS':
      return 'start';
    case 'KeyF':
      return 'finish';
    case 'KeyW':
      return 'walk-in';
    case 'KeyU':
      return 'undo';
    default:
      return undefined;
  }
}

/** Keys for the whole screen: silent while somebody types, while a sheet is open, and where they were turned off. */
export function useDeskKeys(isOn: boolean, onKey: (key: DeskKey) => void): void {
  const handler = useRef(onKey);
  useEffect(() => {
    handler.current = onKey;
  });

  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const key = keyOf(event);
      // One press, one check-in: a key held down moves along the rows and does nothing else.
      if (!key || (event.repeat && key !== 'up' && key !== 'down')) return;
      event.preventDefault();
      handler.current(key);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
