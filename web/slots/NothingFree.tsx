import { Trans } from '@lingui/react/macro';
import type { LocalDate } from '#domain/ids.ts';
import type { Mode } from '#domain/network.ts';
import { clock, longDay, shortDay } from '../i18n/format.ts';
import { modeWord, timesWord } from '../i18n/meeting-words.ts';
import { say } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import { countByMode, dayOf } from './slot-days.ts';
import type { FreeTimes } from './slot-queries.ts';
import type { SlotChooserProps } from './slot-wish.ts';

/** A day, or all days, without a free time: the next one, other ways to meet, and the library's number. */
export function NothingFree(props: SlotChooserProps & { day: LocalDate; times: FreeTimes }) {
  const { branch, mode, day, times, onTake, takeWord, onMode } = props;
  const { allModes, slots } = times;
  const next = slots.find((slot) => dayOf(slot) > day) ?? slots[0];
  const others = [...countByMode(next ? allModes.filter((slot) => dayOf(slot) === day) : allModes)].filter(
    ([other]) => other !== mode,
  );

  return (
    <div className="void">
      <h2>{next ? <Trans>No free times on {longDay(day)}</Trans> : <Trans>No free times just now</Trans>}</h2>
      {next ? (
        <button type="button" className="btn" onClick={() => onTake(next)}>
          {takeWord(`${shortDay(dayOf(next))} ${clock(next.localStart)}`)}
        </button>
      ) : (
        <p className="sec">
          <Trans>
            New times open every day, and cancelled ones come back here. {say(branch.name)} can also look for you.
          </Trans>
        </p>
      )}
      {onMode && others.map(([other, count]) => <OtherWay key={other} mode={other} count={count} onMode={onMode} />)}
      {!next && (
        <a className="btn" href={`tel:${branch.phone.replaceAll(' ', '')}`}>
          <Icon name="phone" small />
          <Trans>Call the desk</Trans>
        </a>
      )}
    </div>
  );
}

function OtherWay({ mode, count, onMode }: { mode: Mode; count: number; onMode: (mode: Mode) => void }) {
  return (
    <button type="button" className="btn" onClick={() => onMode(mode)}>
      <Icon name={mode} small />
      <span>
        {modeWord(mode)} · {timesWord(count)}
      </span>
    </button>
  );
}
