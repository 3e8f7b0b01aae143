import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LinkedBooking, LinkTime } from '#contract/link/ticket-links.ts';
import type { LocalDate } from '#domain/ids.ts';
import { addDays } from '#domain/time/local-date.ts';
import { bookedTime } from '../../i18n/booking-words.ts';
import { clock, dateAt, joined, longDay } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useLinkTimes } from '../../platform/link/link-queries.ts';
import { problemOf } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { weekAround } from '../../slots/slot-days.ts';
import { WeekStrip } from '../../slots/WeekStrip.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SlotSkeleton } from '../../ui/SlotSkeleton.tsx';
import { MoveByLink } from './MoveByLink.tsx';

interface Props {
  token: string;
  booking: LinkedBooking;
  onKeep: () => void;
  onMoved: () => void;
}

/** No library gives times out for longer. */
const FAR_DAYS = 366;

const dateOf = ({ localStart }: LinkTime): LocalDate => localStart.slice(0, 10);

/** Another time at the same place, week by week. */
export function LinkMove({ token, booking, onKeep, onMoved }: Props) {
  const { t } = useLingui();
  const [looking, setLooking] = useState<{ day?: LocalDate; week?: LocalDate }>({});
  const [picked, setPicked] = useState<LinkTime>();
  const { firstDay, timeZone } = booking.branch;
  const today = dateAt(useServerNow(60_000), timeZone);

  const soonest = useLinkTimes(token, today, 'block');
  const anchor = looking.day ?? looking.week ?? soonest.data?.times.map(dateOf)[0] ?? today;
  const week = weekAround(anchor, firstDay);
  const query = useLinkTimes(token, week[0]!, 'week');
  const free = Map.groupBy(query.data?.times ?? [], dateOf);
  const chosen = looking.day ?? week.find((date) => free.has(date)) ?? anchor;
  const onDay = free.get(chosen) ?? [];

  return (
    <div className="stack">
      <div className="ruled" style={{ paddingBlock: 'var(--s2)' }}>
        <p className="meta">
          <Trans>Now booked</Trans>
        </p>
        <p>
          <b>{joined(bookedTime(booking))}</b>
        </p>
      </div>
      <section aria-label={t`Times`}>
        <WeekStrip
          days={week.map((date) => ({
            date,
            free: query.data && (free.get(date)?.length ?? 0),
            isOpen: false,
          }))}
          today={today}
          lastDay={addDays(today, FAR_DAYS)}
          chosen={chosen}
          onChoose={(day) => setLooking({ day })}
          onWeek={(step) => setLooking({ week: addDays(week[0]!, 7 * step) })}
        />
        {query.error ? (
          <Banner
            kind="warn"
            actions={
              <button type="button" className="btn pri" onClick={() => void query.refetch()}>
                <Trans>Try again</Trans>
              </button>
            }
          >
            <ProblemSentence problem={problemOf(query.error)} branch={booking.branch} />
          </Banner>
        ) : !query.data || soonest.isPending ? (
          <SlotSkeleton label={t`Times are being looked up`} />
        ) : (
          <DayTimes day={chosen} times={onDay} onPick={setPicked} />
        )}
      </section>
      <button type="button" className="btn" style={{ justifySelf: 'start' }} onClick={onKeep}>
        <Trans>Keep the old time</Trans>
      </button>
      {picked && (
        <MoveByLink
          token={token}
          booking={booking}
          to={picked}
          onClose={() => setPicked(undefined)}
          onMoved={onMoved}
        />
      )}
    </div>
  );
}

function DayTimes({ day, times, onPick }: { day: LocalDate; times: LinkTime[]; onPick: (time: LinkTime) => void }) {
  if (times.length === 0) {
    return (
      <p className="sec" role="status" style={{ marginBlockStart: 'var(--s3)' }}>
        <Trans>Nothing is free in this week. Look at another one.</Trans>
      </p>
    );
  }
  return (
    <>
      <div className="part">
        <h3>{longDay(day)}</h3>
      </div>
      <ul className="slots">
        {times.map((time) => (
          <li key={time.startsAt}>
            <button type="button" className="slot" onClick={() => onPick(time)}>
              <span className="vh">{longDay(day)}, </span>
              <span className="t">{clock(time.localStart)}</span>
              <span className="grow">
                <span className="w">
                  <Trans>until {clock(time.localEnd)}</Trans>
                </span>
              </span>
              <Icon name="after" small className="go" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
