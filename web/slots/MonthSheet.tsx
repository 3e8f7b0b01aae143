import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { addDays, weekdayOf } from '#domain/time/local-date.ts';
import { calendarName, dayOfMonth, longDay, month, monthAndYear, weekday, weekdayBrief } from '../i18n/format.ts';
import { timesWord } from '../i18n/meeting-words.ts';
import { Icon } from '../ui/Icon.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { monthAround } from './month-grid.ts';
import { byDay, weekAround } from './slot-days.ts';
import { useFreeTimes } from './slot-queries.ts';
import type { SlotWish } from './slot-wish.ts';
import { canChoose, countWord } from './WeekStrip.tsx';

/** A month at a glance, in the calendar of the language. */
export function MonthSheet(
  props: SlotWish & { chosen: LocalDate; onChoose: (date: LocalDate) => void; onClose: () => void },
) {
  const { branch, onChoose, onClose } = props;
  const { t } = useLingui();
  const [shown, setShown] = useState(props.chosen);
  const [chosen, setChosen] = useState(props.chosen);

  const { first, last, weeks } = monthAround(shown, calendarName(), branch.firstDay);
  const times = useFreeTimes(props, { from: first, to: last });
  const { today, lastDay } = times;
  const free = byDay(times.slots);
  const before = addDays(first, -1);
  const after = addDays(last, 1);

  return (
    <Sheet title={monthAndYear(shown)} close={t`Close`} onClose={onClose}>
      <div className="row between" style={{ marginBlockEnd: 'var(--s2)' }}>
        <button type="button" className="btn" disabled={before < today} onClick={() => setShown(before)}>
          <Icon name="before" small />
          {month(before)}
        </button>
        <button type="button" className="btn" disabled={after > lastDay} onClick={() => setShown(after)}>
          {month(after)}
          <Icon name="after" small />
        </button>
      </div>
      <div className="month">
        {weekAround(first, branch.firstDay).map((date) => (
          <abbr key={date} className="h" title={weekday(date)}>
            {weekdayBrief(date)}
          </abbr>
        ))}
        {weeks.flat().map((date, place) => {
          // oxlint-disable-next-line react/no-array-index-key -- an empty place has no date to be called by
          if (!date) return <span key={`empty ${place}`} />;
          const isKnown = times.covered(date);
          const offer = {
            date,
            free: isKnown ? (free.get(date)?.length ?? 0) : undefined,
            isOpen: times.weekdays.has(weekdayOf(date)),
          };
          return (
            <button
              key={date}
              type="button"
              aria-current={date === today ? 'date' : undefined}
              aria-pressed={date === chosen}
              disabled={!canChoose(offer, today, lastDay)}
              onClick={() => setChosen(date)}
            >
              <span className="vh">{longDay(date)}, </span>
              <b aria-hidden="true">{dayOfMonth(date)}</b>
              <span>
                {canChoose(offer, today, lastDay) ? (
                  countWord(offer, today, lastDay)
                ) : (
                  <span className="vh">{timesWord(0)}</span>
                )}
              </span>
            </button>
          );
        })}
      </div>
      <p className="meta" style={{ marginBlock: 'var(--s3)' }}>
        <Trans>Underlined: today. The number is how many times are free.</Trans>
      </p>
      <button type="button" className="btn pri big full" onClick={() => onChoose(chosen)}>
        <Trans>Show {longDay(chosen)}</Trans>
      </button>
    </Sheet>
  );
}
