import { useCallback, useEffect, useRef, useState } from 'react';
import { openKey } from '../offline/staff-vault/open-key.ts';
import { forgetRecord, keepRecord, takeRecord } from '../offline/staff-vault/staff-records.ts';
import { deviceNow } from '../platform/clock.ts';

const DRAFT = 'draft ';
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
  const asked = useRef<{ value: T }>(undefined);
  const writing = useRef<Promise<void>>(Promise.resolve());

  /** In turn, and only the newest: a lock or a reload right after a keystroke finds it kept, or on its way. */
  const keep = useCallback(
    (next: { value: T }) => {
      const key = openKey();
      asked.current = next;
      if (!key) return;
      writing.current = writing.current
        .then(() => {
          if (asked.current !== next) return;
          return keepRecord(key, DRAFT + name, next.value, deviceNow() + keptMs, !isNeverOnDisk);
        })
        .catch(() => undefined);
    },
    [name, keptMs, isNeverOnDisk],
  );

  useEffect(() => {
    let isGone = false;
    const key = openKey();
    if (key) {
      void takeRecord<T>(key, DRAFT + name).then((kept) => {
        if (isGone) return;
        // What has been typed meanwhile is newer.
        const isKept = kept !== undefined && !asked.current;
        if (isKept) setDraft(kept);
        setSource(isKept ? 'kept' : 'fresh');
      });
    }
    return () => {
      isGone = true;
    };
  }, [name]);

  const change = (next: T) => {
    setDraft(next);
    keep({ value: next });
  };
  const clear = () => {
    asked.current = undefined;
    setDraft(initial);
    setSource('fresh');
    writing.current = writing.current.then(() => (asked.current ? undefined : forgetRecord(DRAFT + name)));
  };
  return [draft, change, clear, source];
}
