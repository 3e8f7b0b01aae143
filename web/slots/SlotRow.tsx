import type { Price } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import { clock, dotted, longDay } from '../i18n/format.ts';
import { say } from '../i18n/i18n.ts';
import { lengthWord, modeWord, placesWord, priceWord, withWhom } from '../i18n/meeting-words.ts';
import { byId, useCatalogue, type CatalogueService } from '../platform/catalogue-query.ts';
import { Icon } from '../ui/Icon.tsx';
import { dayOf } from './slot-days.ts';

/** One time that can be taken: the whole row is the button. */
export function SlotRow(props: {
  slot: Slot;
  service: CatalogueService;
  price?: Price | undefined;
  /** Says where and how too: among times of different branches or ways of meeting. */
  mixed?: boolean;
  dayWord?: string;
  busy?: boolean;
  onTake: (slot: Slot) => void;
}) {
  const { slot, service, price, mixed = false, dayWord, busy = false, onTake } = props;
  const catalogue = useCatalogue();
  const with_ = withWhom(slot.counsellors.flatMap((id) => byId(catalogue?.counsellors, id)?.name ?? []));
  const where = say(byId(catalogue?.branches, slot.branch)?.name);
  const places = slot.places === undefined ? undefined : placesWord(slot.places);
  const sum = priceWord(price?.total ?? slot.listPrice);
  const time = clock(slot.localStart);

  const first = mixed ? dotted([dayWord, where]) : with_;
  const second = dotted([mixed && modeWord(slot.mode), lengthWord(service.durationMin), mixed ? with_ : places]);
  return (
    <button
      type="button"
      className="slot"
      aria-busy={busy}
      aria-label={`${longDay(dayOf(slot))}, ${time}, ${mixed ? `${where}, ` : ''}${modeWord(slot.mode)}, ${with_}, ${sum}`}
      onClick={() => onTake(slot)}
    >
      <span className="t">{time}</span>
      <span className="grow">
        <span className="w">{first}</span>
        <span className="d">{second}</span>
      </span>
      <span className="p">{sum}</span>
      <Icon name="after" small className="go" />
    </button>
  );
}
