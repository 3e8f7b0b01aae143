import { useCallback, useEffect, useRef, useState } from 'react';
import { openKey } from '../offline/staff-vault/open-key.ts';
import { forgetRecord, keepRecord, takeRecord } from '../offline/staff-vault/staff-records.ts';
import { deviceNow } from '../platform/clock.ts';

const DRAFT = 'draft ';
const GATHER_MS = 250;
const KEPT_MS = 12 * 3_600_000;

/**
 * What somebody is typing, kept in the vault: a lock, a reload or a newer version in the middle of it loses nothing. It goes
 * with the sign-out, after half a day, and when `clear` says that it has been sent. @param name of the form, and of what it is about
 */
export function useDraft<T>(name: string, initial: T): [draft: T, change: (next: T) => void, clear: () => void] {
  const [draft, setDraft] = useState(initial);
  const latest = useRef<{ value: T }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const key = openKey();
    if (key && latest.current) void keepRecord(key, DRAFT + name, latest.current.value, deviceNow() + KEPT_MS);
  }, [name]);

  useEffect(() => {
    let isGone = false;
    const key = openKey();
    if (key) {
      void takeRecord<T>(key, DRAFT + name).then((kept) => {
        // What has been typed meanwhile is newer.
        if (kept !== undefined && !isGone && !latest.current) setDraft(kept);
      });
    }
    addEventListener('pagehide', keep);
    return () => {
      isGone = true;
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [name, keep]);

  const change = (next: T) => {
    setDraft(next);
    latest.current = { value: next };
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, GATHER_MS);
  };
  const clear = () => {
    clearTimeout(timer.current);
    latest.current = undefined;
    setDraft(initial);
    void forgetRecord(DRAFT + name);
  };
  return [draft, change, clear];
}
