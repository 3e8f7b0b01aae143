import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { addDays, weekdayOf } from '#domain/time/local-date.ts';
import { calendarName, dayOfMonth, longDay, month, monthAndYear, weekday, weekdayBrief } from '../../../i18n/format.ts';
import { monthAround } from '../../../slots/month-grid.ts';
import { weekAround } from '../../../slots/slot-days.ts';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { Icon } from '../../../ui/Icon.tsx';

/** How far ahead one can be away. */
const MAX_DAYS = 365;

/** A day, chosen in the calendar of the language; the browser's own date field knows only one calendar. */
export function DateField(props: {
  label: string;
  value: LocalDate;
  /** The first day that can be chosen; today where it is left out. */
  from?: LocalDate;
  onChange: (date: LocalDate) => void;
}) {
  const { label, value, onChange } = props;
  const { branch, today } = useBranchDay();
  const [isOpen, setOpen] = useState(false);
  const first = props.from ?? today;

  return (
    <div className="date-field">
      <button type="button" className="pick" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="grow">
          <span className="k">{label}</span>
          <span className="v">{longDay(value)}</span>
        </span>
        <Icon name="month" />
      </button>
      {isOpen && (
        <MonthGrid
          value={value}
          first={first}
          last={addDays(today, MAX_DAYS)}
          firstDay={branch?.firstDay ?? weekdayOf(today)}
          today={today}
          onChoose={(date) => {
            setOpen(false);
            onChange(date);
          }}
        />
      )}
    </div>
  );
}

function MonthGrid(props: {
  value: LocalDate;
  first: LocalDate;
  last: LocalDate;
  firstDay: Parameters<typeof weekAround>[1];
  today: LocalDate;
  onChoose: (date: LocalDate) => void;
}) {
  const { value, first, last, firstDay, today, onChoose } = props;
  const { t } = useLingui();
  const [shown, setShown] = useState(value);
  const { first: begins, last: ends, weeks } = monthAround(shown, calendarName(), firstDay);
  const before = addDays(begins, -1);
  const after = addDays(ends, 1);

  return (
    <div role="group" aria-label={monthAndYear(shown)}>
      <div className="row between month-head">
        <button
          type="button"
          className="quick"
          aria-label={t`Month before: ${month(before)}`}
          disabled={before < first}
          onClick={() => setShown(before)}
        >
          <Icon name="before" small />
        </button>
        <b>{monthAndYear(shown)}</b>
        <button
          type="button"
          className="quick"
          aria-label={t`Month after: ${month(after)}`}
          disabled={after > last}
          onClick={() => setShown(after)}
        >
          <Icon name="after" small />
        </button>
      </div>
      <div className="month">
        {weekAround(begins, firstDay).map((date) => (
          <abbr key={date} className="h" title={weekday(date)}>
            {weekdayBrief(date)}
          </abbr>
        ))}
        {weeks.flat().map((date, place) => {
          // oxlint-disable-next-line react/no-array-index-key -- an empty place has no date to be called by
          if (!date) return <span key={`empty ${place}`} />;
          return (
            <button
              key={date}
              type="button"
              aria-current={date === today ? 'date' : undefined}
              aria-pressed={date === value}
              disabled={date < first || date > last}
              onClick={() => onChoose(date)}
            >
              <span className="vh">{longDay(date)}</span>
              <b aria-hidden="true">{dayOfMonth(date)}</b>
            </button>
          );
        })}
      </div>
    </div>
  );
}
