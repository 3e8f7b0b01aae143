import type { Slot } from '#contract/slots.ts';
import { clock, dotted, longDay } from '../i18n/format.ts';
import { say } from '../i18n/i18n.ts';
import { lengthWord, modeWord, placesWord, priceWord, withWhom } from '../i18n/meeting-words.ts';
import { byId, useCatalogue, type CatalogueService } from '../platform/queries/catalogue-query.ts';
import { useOwnPrice } from '../platform/queries/prices-query.ts';
import { Icon } from '../ui/Icon.tsx';
import { dayOf } from './slot-days.ts';

/** One time that can be taken: the whole row is the button. */
export function SlotRow(props: {
  slot: Slot;
  service: CatalogueService;
  /** Among times of different days, branches or ways of meeting: says which. */
  mixed?: boolean;
  dayWord?: string;
  /** What was wished for, and need not be said again. */
  asked?: { branch: string; mode: string };
  busy?: boolean;
  onTake: (slot: Slot) => void;
}) {
  const { slot, service, mixed = false, dayWord, asked, busy = false, onTake } = props;
  const catalogue = useCatalogue();
  const ownPrice = useOwnPrice(service.id, slot.branch);
  const who = withWhom(slot.counsellors.flatMap((id) => byId(catalogue?.counsellors, id)?.name ?? []));
  const where = mixed && slot.branch !== asked?.branch && say(byId(catalogue?.branches, slot.branch)?.name);
  const how = mixed && slot.mode !== asked?.mode && modeWord(slot.mode);
  const places = slot.places !== undefined && placesWord(slot.places);
  const price = priceWord(ownPrice?.total ?? slot.listPrice);
  const time = clock(slot.localStart);

  return (
    <button type="button" className="slot" aria-busy={busy} onClick={() => onTake(slot)}>
      <span className="vh">{longDay(dayOf(slot))}, </span>
      <span className="t">{time}</span>
      {!how && <span className="vh">, {modeWord(slot.mode)}, </span>}
      <span className="grow">
        <span className="w">{mixed ? dotted([dayWord, how]) : who}</span>
        <span className="d">{dotted([where, lengthWord(service.durationMin), mixed && who, places])}</span>
      </span>
      <span className="p">{price}</span>
      <Icon name="after" small className="go" />
    </button>
  );
}
