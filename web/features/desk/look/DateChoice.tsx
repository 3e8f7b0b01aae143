import { useLingui } from '@lingui/react/macro';
import type { LocalDate } from '#domain/ids.ts';
import { calendarName, month, number, yearWord } from '../../../i18n/format.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { dateFrom, partsOf } from './calendar-parts.ts';

const YEARS_AHEAD = 10;

/** A date as day, month and year of the language's own calendar: three lists, which keys and fingers both can use. */
export function DateChoice(props: {
  legend: string;
  value: LocalDate;
  /** The first year that can be chosen is this date's. */
  from: LocalDate;
  onChange: (date: LocalDate) => void;
}) {
  const { legend, value, from, onChange } = props;
  const { t } = useLingui();
  const calendar = calendarName();
  const own = partsOf(value, calendar);
  const first = partsOf(from, calendar).year;
  const count = (length: number, begin = 1) => Array.from({ length }, (_, step) => begin + step);
  const set = (change: Partial<{ year: number; month: number; day: number }>) =>
    onChange(dateFrom({ ...own, ...change }, calendar));

  return (
    <fieldset>
      <legend className="ask">{legend}</legend>
      <div className="row date-choice">
        <Choice
          label={t`Day`}
          value={String(own.day)}
          onChange={(chosen) => set({ day: Number(chosen) })}
          options={count(own.days).map((one) => ({ value: String(one), label: number(one) }))}
        />
        <Choice
          label={t`Month`}
          value={String(own.month)}
          onChange={(chosen) => set({ month: Number(chosen) })}
          options={count(own.months).map((one) => ({
            value: String(one),
            label: month(dateFrom({ year: own.year, month: one, day: 1 }, calendar)),
          }))}
        />
        <Choice
          label={t`Year`}
          value={String(own.year)}
          onChange={(chosen) => set({ year: Number(chosen) })}
          options={count(YEARS_AHEAD, first).map((one) => ({
            value: String(one),
            label: yearWord(dateFrom({ year: one, month: 1, day: 1 }, calendar)),
          }))}
        />
      </div>
    </fieldset>
  );
}
