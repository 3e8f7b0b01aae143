import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Session, Visit } from '../day/day-plan.ts';
import type { Tell } from './use-tell.ts';

/** What a visit's sheet can show: the visit itself, or one thing that is done to it. */
export type Part = 'visit' | 'absence' | 'came' | 'note' | 'next';

/** By what a visit is judged: the server's clock, the branch's date, the network's settings. */
export interface DayRules {
  now: Instant;
  today: LocalDate;
  zone: string | undefined;
  home: string | undefined;
  graceMin: number;
  opensMin: number;
}

/** The next appointment, as it was just booked. */
export interface MadeNext extends Pick<Session, 'localStart' | 'mode' | 'room' | 'branch'> {
  booking: string;
  undoUntil: string;
}

export interface PartProps {
  visit: Visit;
  session: Session;
  rules: DayRules;
  tell: Tell['tell'];
  onPart: (part: Part) => void;
  /** What was booked after this visit a moment ago. */
  made: MadeNext | undefined;
  onMade: (made: MadeNext | undefined) => void;
}
