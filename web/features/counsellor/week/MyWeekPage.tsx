import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Block } from '#contract/blocks.ts';
import { addDays, isDate } from '#domain/time/local-date.ts';
import { dayRange } from '../../../i18n/format.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { weekAround } from '../../../slots/slot-days.ts';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { useOpenForm } from '../../../staff/use-open-form.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { AwaySheet, type AwayBegin } from '../away/AwaySheet.tsx';
import { BlockSheet } from '../away/BlockSheet.tsx';
import { dayPlan } from '../day/day-plan.ts';
import { DaySummary } from '../day/DaySummary.tsx';
import { DayWait } from '../day/DayWait.tsx';
import { countOf, focusSession } from '../day/focus-session.ts';
import { useOwnDays } from '../day/use-own-days.ts';
import { SessionSheet } from '../visit/SessionSheet.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import { WeekLegend } from './WeekLegend.tsx';
import { WeekList } from './WeekList.tsx';

/** One's own week over the libraries' hours: side by side where there is room, else day after day. `?week=` names one of its days. */
export function MyWeekPage() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('week') ?? '';
  const { branch, now, today } = useBranchDay();
  const dates = weekAround(isDate(asked) ? asked : today, branch?.firstDay ?? 'mon');
  const [first = today] = dates;
  const own = useOwnDays(today, first, 7);
  const { waiting } = useOutbox();
  const [openId, setOpenId] = useState<string>();
  const [openBlock, setOpenBlock] = useState<Block>();
  const [away, setAway, closeAway] = useOpenForm<AwayBegin>('my week');

  const plans = dates.map((date) => {
    const day = own.days.get(date);
    return { date, plan: day && dayPlan(day, waiting) };
  });
  const known = plans.flatMap(({ plan }) => plan ?? []);
  const sessions = known.flatMap((plan) => plan.sessions);
  const next = focusSession(known.find(({ date }) => date === today)?.sessions ?? [], now);
  const open = sessions.find(({ session }) => session === openId);
  const openDay = open && own.days.get(open.localStart.slice(0, 10));
  const rules = {
    now,
    today,
    zone: branch?.timeZone,
    home: branch?.id,
    graceMin: openDay?.graceMin ?? 0,
    opensMin: openDay?.checkInOpensMin ?? 0,
  };
  const title = dayRange(first, addDays(first, 6));
  const week = (from: string) => go(`/my-week?week=${from}`);
  const given = {
    plans,
    now,
    today,
    next,
    zone: branch?.timeZone,
    home: branch?.id,
    onOpen: ({ session }: { session: string }) => setOpenId(session),
    onBlock: setOpenBlock,
  };

  return (
    <Page title={title} hideTitle>
      <div className="my-week">
        <div className="week-head">
          <p className="display day-name" aria-hidden="true">
            {title}
          </p>
          <div className="row week-steps">
            <button type="button" className="btn" aria-label={t`Week before`} onClick={() => week(addDays(first, -7))}>
              <Icon name="before" small />
            </button>
            <button type="button" className="btn" onClick={() => go('/my-week')}>
              <Trans>This week</Trans>
            </button>
            <button type="button" className="btn" aria-label={t`Week after`} onClick={() => week(addDays(first, 7))}>
              <Icon name="after" small />
            </button>
          </div>
          {known.length > 0 && <DaySummary count={countOf(sessions)} />}
          <div className="row week-away">
            <button
              type="button"
              className="btn"
              onClick={() => setAway({ kind: 'block', date: dates.find((date) => date >= today) ?? today })}
            >
              <Trans>Block time</Trans>
            </button>
            <button
              type="button"
              className="btn"
              onClick={() => setAway({ kind: 'leave', date: dates.find((date) => date > today) ?? today })}
            >
              <Trans>Ask for leave</Trans>
            </button>
          </div>
        </div>
        {known.length === 0 ? (
          <DayWait isLoading={own.isLoading} problem={own.problem} onAgain={own.askAgain} />
        ) : (
          <>
            <WeekGrid {...given} />
            <WeekList {...given} />
            <WeekLegend />
          </>
        )}
      </div>
      {open && <SessionSheet session={open} rules={rules} onClose={() => setOpenId(undefined)} />}
      {openBlock && <BlockSheet block={openBlock} onClose={() => setOpenBlock(undefined)} />}
      {away && <AwaySheet begin={away} days={own.days} onClose={closeAway} />}
    </Page>
  );
}
