import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { clockOf } from '#domain/time/clock-time.ts';
import { joined, longDay } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { blockWord } from '../away/away-words.ts';
import type { DayPlan, Piece, Span } from '../day/day-plan.ts';
import { GroupBadge, isWorthABadge, VisitBadge } from '../visit/VisitBadge.tsx';
import { placeOf, timeRange, whoOf } from '../visit/visit-words.ts';
import type { WeekProps } from './week-props.ts';

function hoursWord({ date }: DayPlan, spans: readonly Span[]): string {
  const local = (minute: number) => (minute < 1440 ? `${date}T${clockOf(minute)}` : `${date}T24:00`);
  return joined(spans.map(({ start, end }) => timeRange({ localStart: local(start), localEnd: local(end) })));
}

/** The same week on a phone: day after day, each with the library's hours. */
export function WeekList(props: WeekProps) {
  const { plans, today } = props;
  const { t } = useLingui();
  return (
    <div className="wk-list">
      {plans.map(({ date, plan }) => (
        <section key={date} aria-label={longDay(date)} className={date === today ? 'today' : ''}>
          <h2>
            <Link href={date === today ? '/my-day' : `/my-day?date=${date}`}>
              {longDay(date)}
              {date === today && <span className="badge box">{t`Today`}</span>}
              <Icon name="after" small />
            </Link>
          </h2>
          {plan ? (
            <Day {...props} plan={plan} />
          ) : (
            <p className="meta">
              <Trans>Not on this device</Trans>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

function Day(props: WeekProps & { plan: DayPlan }) {
  const { plan, onOpen, onBlock, now, zone, home } = props;
  const catalogue = useCatalogue();
  const rows = plan.pieces.filter(({ is }) => is === 'session' || is === 'block').toSorted((a, b) => a.start - b.start);

  return (
    <>
      <p className="meta">
        {plan.open.length === 0 ? <Trans>Closed</Trans> : <Trans>Library open {hoursWord(plan, plan.open)}</Trans>}
        {plan.own.length > 0 && (
          <>
            {'\u00a0· '}
            <Trans>My hours {hoursWord(plan, plan.own)}</Trans>
          </>
        )}
      </p>
      {rows.length > 0 && <ul className="lines ruled">{rows.map((piece) => row(piece))}</ul>}
    </>
  );

  function row(piece: Piece) {
    if (piece.is === 'block') {
      return (
        <li key={piece.block.id}>
          <button type="button" className="slot hatched" onClick={() => onBlock(piece.block)}>
            <span>{blockWord(piece.block.kind)}</span>
          </button>
        </li>
      );
    }
    if (piece.is !== 'session') return null;
    const { session } = piece;
    const [only] = session.visits;
    return (
      <li key={session.session}>
        <button type="button" className="slot" onClick={() => onOpen(session)}>
          <span className="tm">{timeRange(session)}</span>
          <span className="grow">
            <b className="who">{whoOf(session)}</b> <span className="sec">{placeOf(session, catalogue, home)}</span>
            <span className="state">
              {session.isDated || session.visits.length !== 1 || !only ? (
                <GroupBadge session={session} />
              ) : (
                isWorthABadge(only, session.startsAt, now) && (
                  <VisitBadge visit={only} startsAt={session.startsAt} now={now} zone={zone} />
                )
              )}
            </span>
          </span>
          <Icon name="after" small className="go" />
        </button>
      </li>
    );
  }
}
