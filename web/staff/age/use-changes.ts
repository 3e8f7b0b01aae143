import { useEffect, useRef, useState } from 'react';
import type { OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import { dayChanges, type DayChange, type SeenRow } from './day-changes.ts';
import { OwnStates } from './own-states.ts';

/** Older than this, and nobody has been looking: what is different then is worth pointing out. */
const AWAY_MS = 2 * 60_000;

export interface AwayChanges {
  changes: DayChange[];
  /** When one last knew. */
  since: string | undefined;
  dismiss: () => void;
}

interface Day {
  /** Which day it is: another one is not a change of this one. */
  name: string;
  asOf: string;
  rows: SeenRow[];
}

/**
 * What happened while there was no network, or nobody was here, until somebody has read it. What was recorded here oneself is
 * no news. @param day undefined while nothing is known
 */
export function useAwayChanges(day: Day | undefined, isOffline: boolean, waiting: readonly OutboxEntry[]): AwayChanges {
  const [told, setTold] = useState<{ changes: DayChange[]; since: string }>();
  const base = useRef<Day>(undefined);
  const wasOffline = useRef(false);
  const [own] = useState(() => new OwnStates());

  useEffect(() => {
    if (isOffline) wasOffline.current = true;
    own.note(waiting);
  }, [isOffline, waiting, own]);

  useEffect(() => {
    const before = base.current;
    if (!day || day.asOf === before?.asOf) return;
    const isBack = wasOffline.current;
    base.current = day;
    wasOffline.current = false;
    if (!before || before.name !== day.name) return;

    const isNews = isBack || Date.parse(day.asOf) - Date.parse(before.asOf) > AWAY_MS;
    const changes = isNews ? dayChanges(before.rows, day.rows).filter((change) => !own.has(change)) : [];
    own.seen(day.rows);
    if (changes.length > 0) setTold((earlier) => merged(earlier, { changes, since: before.asOf }));
  }, [day, own]);

  return { changes: told?.changes ?? [], since: told?.since, dismiss: () => setTold(undefined) };
}

type Told = { changes: DayChange[]; since: string };

/** Not read yet, and away again: what is newer about the same booking takes the older one's place. */
function merged(earlier: Told | undefined, now: Told): Told {
  if (!earlier) return now;
  const newer = new Set(now.changes.map(({ booking }) => booking));
  const kept = earlier.changes.filter(({ booking }) => !newer.has(booking));
  return { changes: [...kept, ...now.changes], since: earlier.since };
}
