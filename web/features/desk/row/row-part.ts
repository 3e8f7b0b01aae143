import type { DayWork } from '../day/use-day-work.ts';
import type { DayRow } from '../day/use-desk-today.ts';

/** What a sheet about one visit can show. */
export type Part = 'facts' | 'payment' | 'absence' | 'note' | 'room' | 'move' | 'link' | 'cancel';

export interface PartProps {
  one: DayRow;
  zone: string;
  /** How long one waits for somebody who is late. */
  graceMin: number;
  isOffline: boolean;
  work: DayWork;
  onPart: (part: Part) => void;
  /** It is done, or let be. */
  onDone: () => void;
}
