import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Block } from '#contract/blocks.ts';
import { isDate } from '#domain/time/local-date.ts';
import { longDay } from '../../../i18n/format.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { useOpenForm } from '../../../staff/use-open-form.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { AwaySheet, type AwayBegin } from '../away/AwaySheet.tsx';
import { OwnCalledOff } from '../away/OwnCalledOff.tsx';
import { BlockSheet } from '../away/BlockSheet.tsx';
import { SessionSheet } from '../visit/SessionSheet.tsx';
import { DayDock } from './DayDock.tsx';
import { dayPlan } from './day-plan.ts';
import { DayPickerSheet } from './DayPickerSheet.tsx';
import { DaySummary } from './DaySummary.tsx';
import { DayTimeline } from './DayTimeline.tsx';
import { DayWait } from './DayWait.tsx';
import { countOf, focusSession } from './focus-session.ts';
import { useOwnDays } from './use-own-days.ts';

/** One's own day from top to bottom. `?date=` shows another one. */
export function MyDayPage() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('date') ?? '';
  const { branch, now, today } = useBranchDay();
  const date = isDate(asked) ? asked : today;
  const own = useOwnDays(today, date, 1);
  const { waiting } = useOutbox();
  const [openId, setOpenId] = useState<string>();
  const [openBlock, setOpenBlock] = useState<Block>();
  const [isPicking, setPicking] = useState(false);
  const [away, setAway, closeAway] = useOpenForm<AwayBegin>('my day');

  const day = own.days.get(date);
  const plan = day && dayPlan(day, waiting);
  const isToday = date === today;
  const zone = branch?.timeZone;
  const next = plan && isToday ? focusSession(plan.sessions, now) : undefined;
  const open = plan?.sessions.find(({ session }) => session === openId);
  const rules = {
    now,
    today,
    zone,
    home: branch?.id,
    graceMin: day?.graceMin ?? 0,
    opensMin: day?.checkInOpensMin ?? 0,
  };

  return (
    <Page title={longDay(date)} hideTitle>
      <div className="my-day">
        <div className="day-head">
          <div>
            <p className="display day-name" aria-hidden="true">
              {longDay(date)}
            </p>
            {plan && <DaySummary count={countOf(plan.sessions)} />}
          </div>
          <button type="button" className="quick framed" aria-label={t`Choose a day`} onClick={() => setPicking(true)}>
            <Icon name="month" />
          </button>
        </div>
        {!isToday && (
          <button type="button" className="quick acc back" onClick={() => go('/my-day')}>
            <Icon name="before" small />
            <Trans>Today</Trans>
          </button>
        )}
        {plan ? (
          <DayTimeline
            {...{ plan, now, zone, next, isToday }}
            home={branch?.id}
            onOpen={({ session }) => setOpenId(session)}
            onBlock={setOpenBlock}
          />
        ) : (
          <DayWait isLoading={own.isLoading} problem={own.problem} onAgain={own.askAgain} />
        )}
        {plan && (
          <div className="ways">
            <button type="button" className="btn" onClick={() => setAway({ kind: 'block', date })}>
              <Trans>Block time</Trans>
            </button>
            {isToday && (
              <button type="button" className="btn" onClick={() => setAway({ kind: 'ill', date })}>
                <Trans>I am ill today</Trans>
              </button>
            )}
          </div>
        )}
      </div>
      <OwnCalledOff />
      {next && <DayDock session={next} home={branch?.id} onOpen={() => setOpenId(next.session)} />}
      {open && <SessionSheet session={open} rules={rules} onClose={() => setOpenId(undefined)} />}
      {openBlock && <BlockSheet block={openBlock} onClose={() => setOpenBlock(undefined)} />}
      {away && <AwaySheet begin={away} days={own.days} onClose={closeAway} />}
      {isPicking && branch && (
        <DayPickerSheet
          today={today}
          firstDay={branch.firstDay}
          shown={date}
          days={own.days}
          onChoose={(chosen) => {
            setPicking(false);
            go(chosen === today ? '/my-day' : `/my-day?date=${chosen}`);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </Page>
  );
}
