import { useLingui } from '@lingui/react/macro';
import { Suspense, useDeferredValue, useState } from 'react';
import type { LocalDate } from '#domain/ids.ts';
import { addDays, weekdayOf } from '#domain/time/local-date.ts';
import { withWords } from '../i18n/catalogs/with-words.ts';
import { longDay } from '../i18n/format.ts';
import { timesWord } from '../i18n/meeting-words.ts';
import { SlotSkeleton } from '../ui/SlotSkeleton.tsx';
import { DayList } from './rows/DayList.tsx';
import { byDay, weekAround } from './slot-days.ts';
import { useFreeTimes } from './slot-queries.ts';
import type { SlotChooserProps } from './slot-wish.ts';
import { TimesFault } from './TimesFault.tsx';
import { WeekStrip, type DayOffer } from './WeekStrip.tsx';

const NothingFree = withWords(async () => (await import('./NothingFree.tsx')).NothingFree);
const MonthSheet = withWords(async () => (await import('./MonthSheet.tsx')).MonthSheet);

/** A week of days, the times of one of them, and a month for those who want it. Serves booking and moving alike. */
export function SlotChooser(props: SlotChooserProps) {
  const { service, branch, taking, onTake } = props;
  const { t } = useLingui();
  const [looking, setLooking] = useState<{ day?: LocalDate; week?: LocalDate }>({});
  const [isMonthOpen, setMonthOpen] = useState(false);

  const soonest = useFreeTimes(props);
  const anchor = looking.day ?? looking.week ?? soonest.slots[0]?.localStart.slice(0, 10) ?? soonest.today;
  const week = weekAround(anchor, branch.firstDay);
  const times = useFreeTimes(props, { from: week[0]!, to: week[6]! });
  const free = byDay(times.slots);
  const offers = week.map((date) => offerOf(date));
  const chosen =
    looking.day ?? week.find((date) => free.has(date)) ?? week.find((date) => date >= times.today) ?? anchor;
  const onDay = free.get(chosen) ?? [];

  function offerOf(date: LocalDate): DayOffer {
    const isKnown = !times.isLoading && (times.covered(date) || free.has(date));
    return {
      date,
      free: isKnown ? (free.get(date)?.length ?? 0) : undefined,
      isOpen: times.weekdays.has(weekdayOf(date)),
    };
  }

  // A day that is tapped shows at once that it is chosen; hundreds of rows may come a moment later.
  const list = useDeferredValue(
    times.problem ? (
      <TimesFault key={times.failedAt} problem={times.problem} branch={branch} onRetry={times.retry} />
    ) : onDay.length > 0 ? (
      <DayList day={chosen} slots={onDay} service={service} taking={taking} onTake={onTake} />
    ) : times.isLoading || !times.covered(chosen) ? (
      <SlotSkeleton label={t`Times are being looked up`} />
    ) : (
      <Suspense>
        <NothingFree {...props} day={chosen} times={times} />
      </Suspense>
    ),
  );

  return (
    <section aria-label={t`Times`}>
      <WeekStrip
        days={offers}
        today={times.today}
        lastDay={times.lastDay}
        chosen={chosen}
        onChoose={(day) => setLooking({ day })}
        onWeek={(step) => setLooking({ week: addDays(week[0]!, 7 * step) })}
        onMonth={() => setMonthOpen(true)}
      />
      <p className="vh" role="status">
        {!times.isLoading && `${longDay(chosen)}: ${timesWord(onDay.length)}`}
      </p>
      {list}
      {isMonthOpen && (
        <Suspense>
          <MonthSheet
            {...props}
            chosen={chosen}
            onClose={() => setMonthOpen(false)}
            onChoose={(day) => {
              setLooking({ day });
              setMonthOpen(false);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
