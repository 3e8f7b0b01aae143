import { Trans } from '@lingui/react/macro';
import type { Slot } from '#contract/slots.ts';
import type { LocalDate } from '#domain/ids.ts';
import { longDay } from '../../i18n/format.ts';
import { timesWord } from '../../i18n/meeting-words.ts';
import type { CatalogueService } from '../../platform/queries/catalogue-query.ts';
import { partsOfDay, type DayPart } from '../slot-days.ts';
import { SlotRow } from './SlotRow.tsx';
import { useSlotTerms } from './slot-terms.ts';

/** The times of one day, by part of the day. */
export function DayList(props: {
  day: LocalDate;
  slots: Slot[];
  service: CatalogueService;
  taking?: string | undefined;
  onTake: (slot: Slot) => void;
}) {
  const { day, slots, service, taking, onTake } = props;
  const terms = useSlotTerms(service);
  return partsOfDay(slots).map(({ part, slots: inPart }, place) => (
    <section key={part}>
      <div className="part">
        <h3>
          <PartName part={part} />
        </h3>
        <span className="meta">{place === 0 ? longDay(day) : timesWord(inPart.length)}</span>
      </div>
      <ul className="slots">
        {inPart.map((slot) => (
          <li key={slot.startsAt}>
            <SlotRow slot={slot} terms={terms} busy={taking === slot.startsAt} onTake={onTake} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function PartName({ part }: { part: DayPart }) {
  switch (part) {
    case 'morning':
      return <Trans>Morning</Trans>;
    case 'afternoon':
      return <Trans>Afternoon</Trans>;
    case 'evening':
      return <Trans>Evening</Trans>;
  }
}
