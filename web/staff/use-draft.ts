import { useCallback, useEffect, useRef, useState } from 'react';
import { beforeLock, openKey } from '../offline/staff-vault/open-key.ts';
import { forgetRecord, keepRecord, takeRecord } from '../offline/staff-vault/staff-records.ts';
import { deviceNow } from '../platform/clock.ts';

const DRAFT = 'draft ';
const GATHER_MS = 250;
const KEPT_MS = 12 * 3_600_000;

/** Whether the vault has been looked into, and had something. */
export type DraftSource = 'unread' | 'fresh' | 'kept';

interface DraftOptions {
  keptMs?: number;
  /** Outlives a lock, but not the page: for what must not lie on a disk, sealed or not. */
  isNeverOnDisk?: boolean;
}

/**
 * What somebody is typing or choosing, kept in the vault: a lock, a reload or a newer version in the middle of it loses nothing.
 * It goes with the sign-out, after half a day, and when `clear` says that it has been sent.
 * @param name of the form, and of what it is about
 */
export function useDraft<T>(
  name: string,
  initial: T,
  { keptMs = KEPT_MS, isNeverOnDisk = false }: DraftOptions = {},
): [draft: T, change: (next: T) => void, clear: () => void, source: DraftSource] {
  const [draft, setDraft] = useState(initial);
  const [source, setSource] = useState<DraftSource>(() => (openKey() ? 'unread' : 'fresh'));
  const latest = useRef<{ value: T }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const key = openKey();
    if (!key || !latest.current) return;
    void keepRecord(key, DRAFT + name, latest.current.value, deviceNow() + keptMs, !isNeverOnDisk);
  }, [name, keptMs, isNeverOnDisk]);

  useEffect(() => {
    let isGone = false;
    const key = openKey();
    if (key) {
      void takeRecord<T>(key, DRAFT + name).then((kept) => {
        if (isGone) return;
        // What has been typed meanwhile is newer.
        const isKept = kept !== undefined && !latest.current;
        if (isKept) setDraft(kept);
        setSource(isKept ? 'kept' : 'fresh');
      });
    }
    addEventListener('pagehide', keep);
    const stop = beforeLock(keep);
    return () => {
      isGone = true;
      removeEventListener('pagehide', keep);
      stop();
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
    setSource('fresh');
    void forgetRecord(DRAFT + name);
  };
  return [draft, change, clear, source];
}
