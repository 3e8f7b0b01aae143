import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { dayOfMonth, dayRange, longDay, weekdayBrief } from '../i18n/format.ts';
import { dayWord, timesWord } from '../i18n/meeting-words.ts';
import { Icon } from '../ui/Icon.tsx';

const LONGEST_WORD = 6;

export interface DayOffer {
  date: LocalDate;
  /** Undefined while it is not known. */
  free: number | undefined;
  /** There could be times on such a day; without one it is full, not closed. */
  isOpen: boolean;
}

/** Seven days as radio buttons, a step to the week before and after, and the way to the month. */
export function WeekStrip(props: {
  days: DayOffer[];
  today: LocalDate;
  lastDay: LocalDate;
  chosen: LocalDate;
  onChoose: (date: LocalDate) => void;
  onWeek: (step: -1 | 1) => void;
  onMonth?: () => void;
}) {
  const { days, today, lastDay, chosen, onChoose, onWeek, onMonth } = props;
  const { t } = useLingui();
  const name = useId();
  const from = days[0]?.date ?? today;
  const to = days.at(-1)?.date ?? today;
  return (
    <>
      <div className="row between week">
        <div className="row" style={{ gap: 0, marginInlineStart: '-.75rem', flexWrap: 'nowrap' }}>
          <button
            type="button"
            className="quick"
            aria-label={t`Week before`}
            disabled={from <= today}
            onClick={() => onWeek(-1)}
          >
            <Icon name="before" />
          </button>
          <h2>{dayRange(from, to)}</h2>
          <button
            type="button"
            className="quick"
            aria-label={t`Week after`}
            disabled={to >= lastDay}
            onClick={() => onWeek(1)}
          >
            <Icon name="after" />
          </button>
        </div>
        {onMonth && (
          <button type="button" className="quick acc edge" aria-haspopup="dialog" onClick={onMonth}>
            <Icon name="month" small />
            <Trans>Month</Trans>
          </button>
        )}
      </div>
      <fieldset className="days">
        <legend className="vh">
          <Trans>Day</Trans>
        </legend>
        {days.map((day) => (
          <label key={day.date} className={day.date === today ? 'day today' : 'day'}>
            <input
              type="radio"
              className="vh"
              name={name}
              aria-label={`${longDay(day.date)}, ${day.free === undefined ? '' : timesWord(day.free)}`}
              checked={day.date === chosen}
              disabled={!canChoose(day, today, lastDay)}
              onChange={() => onChoose(day.date)}
            />
            <span className="w">{stripWord(day.date, today)}</span>
            <b>{dayOfMonth(day.date)}</b>
            <span className="c">{countWord(day, today, lastDay)}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** "Today" in its place, where the language's word is no longer than a day is wide; the number is underlined anyway. */
function stripWord(date: LocalDate, today: LocalDate): string {
  const word = dayWord(date, today);
  return date === today && word.length <= LONGEST_WORD ? word : weekdayBrief(date);
}

export function canChoose({ date, free, isOpen }: DayOffer, today: LocalDate, lastDay: LocalDate): boolean {
  return date >= today && date <= lastDay && (free === undefined || free > 0 || isOpen);
}

/** "3 free", "full", "–", or nothing yet. */
export function countWord(day: DayOffer, today: LocalDate, lastDay: LocalDate) {
  if (!canChoose(day, today, lastDay)) return '–';
  if (day.free === undefined) return '';
  if (day.free === 0) return <Trans>full</Trans>;
  return plural(day.free, { one: '# free', other: '# free' });
}
