import { useState } from 'react';
import { record } from '../../../offline/outbox/outbox.ts';
import type { HappenedEvent } from '../../../offline/outbox/outbox-entry.ts';
import type { Session, Visit } from '../day/day-plan.ts';

export type Happened = Omit<HappenedEvent, 'booking'>;

export interface Tell {
  /** Records what happened to a visit: with and without a network the same way. One after the other. */
  tell: (visit: Visit, ...events: Happened[]) => Promise<void>;
  /** The device could not keep it: nothing was recorded. */
  isLost: boolean;
}

export function useTell({ localStart }: Session): Tell {
  const [isLost, setLost] = useState(false);
  const tell = async ({ booking, alias }: Visit, ...events: Happened[]) => {
    try {
      for (const event of events) await record({ ...event, booking }, { alias, localStart });
      setLost(false);
    } catch {
      setLost(true);
    }
  };
  return { tell, isLost };
}
