import type { Block } from '#contract/blocks.ts';
import type { Instant, LocalDate } from '#domain/ids.ts';
import type { DayPlan, Session } from '../day/day-plan.ts';

/** What a week is drawn from, side by side or as a list. */
export interface WeekProps {
  /** In the order of the library's week. A day without a plan is not on this device. */
  plans: { date: LocalDate; plan: DayPlan | undefined }[];
  now: Instant;
  today: LocalDate;
  next: Session | undefined;
  zone: string | undefined;
  home: string | undefined;
  onOpen: (session: Session) => void;
  onBlock: (block: Block) => void;
}
