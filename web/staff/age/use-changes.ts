import { useEffect, useState } from 'react';
import type { OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import type { DayChange } from './day-changes.ts';
import { DayWatch, type News, type ToldDay } from './day-watch.ts';

export interface AwayChanges {
  changes: DayChange[];
  /** When one last knew. */
  since: string | undefined;
  dismiss: () => void;
}

/**
 * What happened while there was no network, or nobody was here, until somebody has read it. What was recorded here oneself is
 * no news. @param day undefined while nothing is known
 */
export function useAwayChanges(
  day: ToldDay | undefined,
  isOffline: boolean,
  waiting: readonly OutboxEntry[],
): AwayChanges {
  const [told, setTold] = useState<News>();
  const [watch] = useState(() => new DayWatch());

  useEffect(() => watch.note(isOffline, waiting), [isOffline, waiting, watch]);

  useEffect(() => {
    const news = day && watch.hear(day);
    if (news) setTold((earlier) => merged(earlier, news));
  }, [day, watch]);

  return { changes: told?.changes ?? [], since: told?.since, dismiss: () => setTold(undefined) };
}

/** Not read yet, and away again: what is newer about the same booking takes the older one's place. */
function merged(earlier: News | undefined, now: News): News {
  if (!earlier) return now;
  const newer = new Set(now.changes.map(({ booking }) => booking));
  const kept = earlier.changes.filter(({ booking }) => !newer.has(booking));
  return { changes: [...kept, ...now.changes], since: earlier.since };
}
