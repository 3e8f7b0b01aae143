import { Trans, useLingui } from '@lingui/react/macro';
import type { Slot } from '#contract/slots.ts';
import { clock, dotted } from '../i18n/format.ts';
import { say } from '../i18n/i18n.ts';
import { dayWord, lengthWord, modeWord, withWhom } from '../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../platform/queries/catalogue-query.ts';
import { dayOf } from './slot-days.ts';
import type { FreeTimes } from './slot-queries.ts';
import type { SlotWish } from './slot-wish.ts';

/** The first free time, with the one filled button of the screen. Keeps its place while it is being looked up. */
export function SoonestSlip(props: {
  wish: SlotWish;
  times: FreeTimes;
  takeWord: (time: string) => string;
  taking?: string | undefined;
  onTake: (slot: Slot) => void;
}) {
  const { wish, times, takeWord, taking, onTake } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [slot] = times.slots;
  if (!slot && !times.isLoading) return null;

  const names = slot?.counsellors.flatMap((id) => byId(catalogue?.counsellors, id)?.name ?? []) ?? [];
  const time = slot && clock(slot.localStart);
  return (
    <section className="slip" aria-labelledby="soonest" aria-busy={!slot}>
      <div className="slip-in first">
        <div>
          <p className="meta" id="soonest">
            <Trans>Soonest</Trans>
          </p>
          <p className="display soonest">
            {slot ? `${dayWord(dayOf(slot), times.today)} ${time}` : <span className="sk" aria-hidden="true" />}
          </p>
        </div>
        {slot && (
          <button type="button" className="btn pri" aria-busy={taking === slot.startsAt} onClick={() => onTake(slot)}>
            {takeWord(time ?? '')}
          </button>
        )}
        <p className="sec">{slot ? placeAndLength(wish, withWhom(names)) : t`Looking for the soonest time`}</p>
      </div>
    </section>
  );
}

/** A branch says where; by phone and video there is no where. */
function placeAndLength({ branch, mode, service }: SlotWish, who: string): string {
  const place = mode === 'room' ? say(branch.name) : modeWord(mode);
  return dotted([place, lengthWord(service.durationMin), who]);
}
