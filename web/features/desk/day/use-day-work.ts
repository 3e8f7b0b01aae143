import { useState } from 'react';
import type { DeskRow } from '#contract/desk.ts';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import { record } from '../../../offline/outbox/outbox.ts';
import type { HappenedEvent } from '../../../offline/outbox/outbox-entry.ts';

type Event = Omit<HappenedEvent, 'booking'>;
type Of = Pick<DeskRow, 'booking' | 'alias' | 'localStart'>;

/** What was just recorded here, for the line that says so and takes it back. */
export interface JustRecorded {
  row: Of;
  event: ItemEvent;
  isUndone: boolean;
}

export interface DayWork {
  just: JustRecorded | undefined;
  /** The device could not keep it: nothing was recorded. */
  isLost: boolean;
  tell: (row: Of, event: Event) => Promise<void>;
  /** Takes back what was just recorded. */
  undo: () => void;
  forget: () => void;
}

/**
 * What takes an event back (D4: an end only by the counsellor; D6: an arrival undoes an absence). A payment is given back with
 * its sum, not undone.
 */
const UNDOES: Partial<Record<ItemEvent, ItemEvent[]>> = {
  arrived: ['arrived_undone'],
  started: ['started_undone'],
  no_show: ['arrived', 'arrived_undone'],
};

export const canUndo = ({ event, isUndone }: JustRecorded) => !isUndone && UNDOES[event] !== undefined;

/** Everything that happens on the day goes the same way, with and without a network: into the outbox. */
export function useDayWork(): DayWork {
  const [just, setJust] = useState<JustRecorded>();
  const [isLost, setLost] = useState(false);

  const keep = async (row: Of, event: Event, isUndone: boolean) => {
    try {
      await record({ ...event, booking: row.booking }, { alias: row.alias, localStart: row.localStart });
      setLost(false);
      setJust({ row, event: isUndone ? (just?.event ?? event.event) : event.event, isUndone });
    } catch {
      setLost(true);
    }
  };
  return {
    just,
    isLost,
    tell: (row, event) => keep(row, event, false),
    undo: () => {
      const undoing = just && canUndo(just) ? UNDOES[just.event] : undefined;
      if (just && undoing)
        void undoing.reduce((before, event) => before.then(() => keep(just.row, { event }, true)), Promise.resolve());
    },
    forget: () => setJust(undefined),
  };
}
