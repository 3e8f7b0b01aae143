import type { Slot } from '#contract/slots.ts';
import type { LocalDate } from '#domain/ids.ts';
import { shortDay } from '../../i18n/format.ts';
import { dayWord } from '../../i18n/meeting-words.ts';
import type { CatalogueService } from '../../platform/queries/catalogue-query.ts';
import { dayOf } from '../slot-days.ts';
import { SlotRow } from './SlotRow.tsx';
import { useSlotTerms } from './slot-terms.ts';

/** The nearest times instead of one that went: of any day, branch and way of meeting. */
export function OtherTimes(props: {
  slots: readonly Slot[];
  service: CatalogueService;
  /** What was wished for, and need not be said again. */
  asked?: { branch: string; mode: string };
  /** Given, "Today" and "Tomorrow" stand instead of their dates. */
  today?: LocalDate;
  taking?: string | undefined;
  onTake: (slot: Slot) => void;
}) {
  const { slots, service, asked, today, taking, onTake } = props;
  const terms = useSlotTerms(service);
  return (
    <ul className="slots">
      {slots.map((slot) => (
        <li key={`${slot.startsAt} ${slot.branch} ${slot.mode}`}>
          <SlotRow
            mixed
            slot={slot}
            terms={terms}
            asked={asked}
            dayWord={today === undefined ? shortDay(dayOf(slot)) : dayWord(dayOf(slot), today)}
            busy={taking === slot.startsAt}
            onTake={onTake}
          />
        </li>
      ))}
    </ul>
  );
}
