import { useEffect, useRef, useState } from 'react';
import { BECOMES, type OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import { dayChanges, type DayChange, type SeenRow } from './day-changes.ts';

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
  const own = useRef(new Set<string>());

  useEffect(() => {
    if (isOffline) wasOffline.current = true;
    for (const { item } of waiting) {
      const becomes = item && BECOMES[item.event];
      if (item && becomes) own.current.add(`${item.booking} ${becomes}`);
    }
  }, [isOffline, waiting]);

  useEffect(() => {
    const before = base.current;
    if (!day || day.asOf === before?.asOf) return;
    const isBack = wasOffline.current;
    base.current = day;
    wasOffline.current = false;
    if (!before || before.name !== day.name) return;

    const isNews = isBack || Date.parse(day.asOf) - Date.parse(before.asOf) > AWAY_MS;
    if (!isNews) return;
    const changes = dayChanges(before.rows, day.rows).filter(
      ({ what, booking, state }) => what !== 'state' || !own.current.has(`${booking} ${state}`),
    );
    own.current.clear();
    if (changes.length > 0) setTold((earlier) => merged(earlier, { changes, since: before.asOf }));
  }, [day]);

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
