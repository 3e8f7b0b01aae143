import { Trans, useLingui } from '@lingui/react/macro';
import type { CSSProperties } from 'react';
import { clockOf } from '#domain/time/clock-time.ts';
import { clock, dayOfMonth, longDay, number, weekday } from '../../../i18n/format.ts';
import { wallClock } from '../../../i18n/wall-clock.ts';
import { blockWord } from '../away/away-words.ts';
import { minuteOn, shortestMin, uncovered, weekShown, type DayPlan, type Piece, type Span } from '../day/day-plan.ts';
import { WeekCard } from './WeekCard.tsx';
import type { WeekProps } from './week-props.ts';

const HOUR_REM = 3.25;
const TAP_REM = 2.75;
const HEAD_ROWS = 1;

/** Seven days side by side, the hours down. All days share their rows, so that ten o'clock stands at one height. */
export function WeekGrid(props: WeekProps) {
  const { plans, now, today, zone } = props;
  const { t } = useLingui();
  const known = plans.flatMap(({ plan }) => plan ?? []);
  const shown = weekShown(known);
  const hours = Array.from({ length: (shown.end - shown.start) / 60 }, (_, at) => shown.start + at * 60);
  const wall = zone ? wallClock(now, zone) : undefined;
  const rem = Math.max(HOUR_REM / 12, (TAP_REM / shortestMin(known)) * 5);
  const last = (shown.end - shown.start) / 5 + HEAD_ROWS + 1;

  return (
    <div className="wk" style={{ '--row': `${rem}rem` }}>
      {hours.map((minute) => (
        <span
          key={minute}
          className="wk-hour"
          aria-hidden="true"
          style={{ gridColumn: 1, ...rowsOf({ start: minute, end: minute + 5 }, shown) }}
        >
          {clock(`${today}T${clockOf(minute)}`)}
        </span>
      ))}
      {hours.map((minute) => (
        <span
          key={`line ${minute}`}
          className="wk-line"
          aria-hidden="true"
          style={{ gridColumn: '2 / -1', ...rowsOf({ start: minute, end: minute + 5 }, shown) }}
        />
      ))}
      {plans.map(({ date, plan }, place) => {
        const column = place + 2;
        return (
          <section key={date} className="wk-day" aria-label={longDay(date)}>
            <h2
              className={date === today ? 'hd today' : 'hd'}
              style={{ gridColumn: column, gridRow: 1 }}
              aria-current={date === today ? 'date' : undefined}
            >
              <b>{dayOfMonth(date)}</b>
              <span>
                {weekday(date)}
                {date === today && <span className="vh">, {t`Today`}</span>}
              </span>
            </h2>
            <span className="col" aria-hidden="true" style={{ gridColumn: column, gridRow: `2 / ${last}` }} />
            {plan ? (
              <Day {...props} plan={plan} column={column} shown={shown} />
            ) : (
              <span className="shut" style={{ gridColumn: column, gridRow: `2 / ${last}` }}>
                <span>
                  <Trans>Not on this device</Trans>
                </span>
              </span>
            )}
            {date === today && wall && isWithin(minuteOn(date, wall), shown) && (
              <div
                className="now"
                aria-hidden="true"
                style={{ gridColumn: column, ...rowsOf(fiveFrom(minuteOn(date, wall)), shown) }}
              >
                <span>{clock(wall)}</span>
              </div>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Day(props: WeekProps & { plan: DayPlan; column: number; shown: Span }) {
  const { plan, column, shown, next, onBlock } = props;
  const place = (span: Span): CSSProperties => ({ gridColumn: column, ...rowsOf(span, shown) });

  return (
    <>
      {uncovered(shown, plan.open).map((span) => (
        <span key={`shut ${span.start}`} className="shut" style={place(span)}>
          {span.end - span.start >= 60 && (
            <span>
              <Trans>Closed</Trans>
            </span>
          )}
        </span>
      ))}
      {plan.own.map((span) => (
        <span key={`own ${span.start}`} className="own" style={place(span)} aria-hidden="true" />
      ))}
      {plan.pieces
        .filter((piece) => piece.is !== 'break' && piece.start < shown.end && piece.end > shown.start)
        .toSorted((a, b) => a.start - b.start)
        .map((piece) => (
          <div
            key={piece.is === 'block' ? piece.block.id : `${piece.is} ${piece.start}`}
            className={`cell ${piece.is}`}
            style={place(piece)}
          >
            {drawn(piece)}
          </div>
        ))}
    </>
  );

  function drawn(piece: Piece) {
    switch (piece.is) {
      case 'session':
        return <WeekCard {...props} session={piece.session} isNext={piece.session.session === next?.session} />;
      case 'notes':
        return (
          <span className="hatched">
            <span className="vh">
              <Trans comment="Time after an appointment for writing it up">
                Notes, {number(piece.end - piece.start)} min
              </Trans>
            </span>
          </span>
        );
      case 'block':
        return (
          <button type="button" className="leave" onClick={() => onBlock(piece.block)}>
            {blockWord(piece.block.kind)}
          </button>
        );
      case 'break':
        return null;
    }
  }
}

const fiveFrom = (minute: number): Span => ({ start: minute, end: minute + 5 });
const isWithin = (minute: number, { start, end }: Span) => minute >= start && minute < end;

/** The rows of a span below the heads, five minutes each. */
function rowsOf({ start, end }: Span, shown: Span): CSSProperties {
  const first = Math.floor((Math.max(start, shown.start) - shown.start) / 5) + 1 + HEAD_ROWS;
  const last = Math.ceil((Math.min(end, shown.end) - shown.start) / 5) + 1 + HEAD_ROWS;
  return { gridRow: `${first} / ${Math.max(first + 1, last)}` };
}
