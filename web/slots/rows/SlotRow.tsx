import type { Slot } from '#contract/slots.ts';
import { clock, dotted, longDay } from '../../i18n/format.ts';
import { modeWord, placesWord } from '../../i18n/meeting-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { dayOf } from '../slot-days.ts';
import type { SlotTerms } from './slot-terms.ts';

/** One time that can be taken: the whole row is the button. */
export function SlotRow(props: {
  slot: Slot;
  terms: SlotTerms;
  /** Among times of different days, branches or ways of meeting: says which. */
  mixed?: boolean;
  dayWord?: string;
  /** What was wished for, and need not be said again. */
  asked?: { branch: string; mode: string } | undefined;
  busy?: boolean;
  onTake: (slot: Slot) => void;
}) {
  const { slot, terms, mixed = false, dayWord, asked, busy = false, onTake } = props;
  const who = terms.who(slot);
  const where = mixed && slot.branch !== asked?.branch && terms.where(slot);
  const how = mixed && slot.mode !== asked?.mode && modeWord(slot.mode);
  const places = slot.places !== undefined && placesWord(slot.places);

  return (
    <button type="button" className="slot" aria-busy={busy} onClick={() => onTake(slot)}>
      <span className="vh">{longDay(dayOf(slot))}, </span>
      <span className="t">{clock(slot.localStart)}</span>
      {!how && <span className="vh">, {modeWord(slot.mode)}, </span>}
      <span className="grow">
        <span className="w">{mixed ? dotted([dayWord, how]) : who}</span>
        <span className="d">{dotted([where, terms.length, mixed && who, places])}</span>
      </span>
      <span className="p">{terms.price(slot)}</span>
      <Icon name="after" small className="go" />
    </button>
  );
}
