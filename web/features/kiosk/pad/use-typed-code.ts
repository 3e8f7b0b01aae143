import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { charOf, finished, NOTHING_TYPED, typedChar, withoutLast, type Typed } from './typed-keys.ts';

/** Longer than a scanner's pause between two letters, shorter than anybody notices. */
const REST_MS = 150;
/** Half a code that somebody left behind is nobody's business. */
const LEFT_BEHIND_MS = 15_000;

export interface TypedCode {
  digits: string;
  /** `at`: the event's own time stamp. */
  press: (digit: string, at: number) => void;
  back: () => void;
  clear: () => void;
}

/** Listens to the whole page: a scanner does not know where the focus is. Calls `onCode` once a code is complete. */
export function useTypedCode(onCode: (code: string) => void, onKey: () => void): TypedCode {
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const newest = useRef(typed);
  const change = (next: Typed) => {
    newest.current = next;
    setTyped(next);
  };

  const take = (char: string, at: number) => {
    onKey();
    change(typedChar(newest.current, char, at));
  };
  const back = () => {
    onKey();
    change(withoutLast(newest.current));
  };

  const settle = useEffectEvent(() => {
    const code = finished(newest.current);
    if (code === undefined) return;
    change(NOTHING_TYPED);
    onCode(code);
  });
  const typeChar = useEffectEvent(take);
  const erase = useEffectEvent(back);

  useEffect(() => {
    const timer = setTimeout(settle, REST_MS);
    const cleaner = setTimeout(() => change(NOTHING_TYPED), LEFT_BEHIND_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(cleaner);
    };
  }, [typed]);

  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      if (event.key === 'Backspace') erase();
      // A scanner ends with Enter, which must not press whatever button has the focus.
      if (event.key === 'Enter' && newest.current.burst.length > 6) {
        event.preventDefault();
        settle();
        return;
      }
      const char = charOf(event);
      if (char === '') return;
      event.preventDefault();
      typeChar(char, event.timeStamp);
    };
    addEventListener('keydown', heard, { capture: true });
    return () => removeEventListener('keydown', heard, { capture: true });
  }, []);

  return { digits: typed.digits, press: take, back, clear: () => change(NOTHING_TYPED) };
}

const isField = (target: EventTarget | null) => target instanceof Element && target.matches('input, select, textarea');
