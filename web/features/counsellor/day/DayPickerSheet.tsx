import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Weekday } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { dayOfMonth, longDay, number, weekday, weekdayBrief } from '../../../i18n/format.ts';
import { weekAround } from '../../../slots/slot-days.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { dayPlan } from './day-plan.ts';
import { KEPT_DAYS } from './use-own-days.ts';

/** The two weeks that are on the device, as a small calendar: they open without a network too. */
export function DayPickerSheet(props: {
  today: LocalDate;
  firstDay: Weekday;
  shown: LocalDate;
  days: Map<LocalDate, CounsellorDay>;
  onChoose: (date: LocalDate) => void;
  onClose: () => void;
}) {
  const { today, firstDay, shown, days, onChoose, onClose } = props;
  const { t } = useLingui();
  const last = addDays(today, KEPT_DAYS - 1);
  const [first = today] = weekAround(today, firstDay);
  const weeks = [0, 7, 14].filter((after) => addDays(first, after) <= last);

  return (
    <Sheet title={t`Choose a day`} close={t`Close`} onClose={onClose}>
      <div className="month">
        {weekAround(today, firstDay).map((date) => (
          <abbr key={date} className="h" title={weekday(date)}>
            {weekdayBrief(date)}
          </abbr>
        ))}
        {weeks
          .flatMap((after) => weekAround(addDays(first, after), firstDay))
          .map((date) => {
            const day = days.get(date);
            const count = day && dayPlan(day, []).sessions.length;
            return (
              <button
                key={date}
                type="button"
                aria-current={date === today ? 'date' : undefined}
                aria-pressed={date === shown}
                disabled={date < today || date > last}
                onClick={() => onChoose(date)}
              >
                <span className="vh">{longDay(date)}, </span>
                <b aria-hidden="true">{dayOfMonth(date)}</b>
                <span>
                  {count !== undefined && count > 0 && (
                    <>
                      <span aria-hidden="true">{number(count)}</span>
                      <span className="vh">
                        <Plural value={count} one="# appointment" other="# appointments" />
                      </span>
                    </>
                  )}
                </span>
              </button>
            );
          })}
      </div>
      <p className="meta" style={{ marginBlockStart: 'var(--s3)' }}>
        <Trans>
          Underlined: today. The number is how many appointments you have. These two weeks open without a network.
        </Trans>
      </p>
    </Sheet>
  );
}
