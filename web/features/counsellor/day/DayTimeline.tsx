import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import type { CSSProperties, ReactNode } from 'react';
import type { Block } from '#contract/blocks.ts';
import type { Instant } from '#domain/ids.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import { clock, number } from '../../../i18n/format.ts';
import { wallClock } from '../../../i18n/wall-clock.ts';
import { blockWord } from '../away/away-words.ts';
import { hoursShown, minuteOn, shortestMin, type DayPlan, type Piece, type Session, type Span } from './day-plan.ts';
import { SessionCard } from './SessionCard.tsx';

interface Props {
  plan: DayPlan;
  now: Instant;
  zone: string | undefined;
  home: string | undefined;
  next: Session | undefined;
  isToday: boolean;
  onOpen: (session: Session) => void;
  onBlock: (block: Block) => void;
}

/** The height of an hour, and of the smallest thing that a finger must be able to press (rem). */
const HOUR_REM = 4.1875;
const TAP_REM = 2.875;

/** The day from top to bottom, one row for each five minutes: a row grows where its words need more than its minutes give. */
export function DayTimeline({ plan, now, zone, home, next, isToday, onOpen, onBlock }: Props) {
  useLingui();
  const shown = hoursShown([plan], 'own');
  const hours = Array.from({ length: (shown.end - shown.start) / 60 + 1 }, (_, at) => shown.start + at * 60);
  const wall = isToday && zone ? wallClock(now, zone) : undefined;
  const at = wall === undefined ? undefined : minuteOn(plan.date, wall);
  const isInSight = at !== undefined && at >= shown.start && at < shown.end;

  return (
    <div className="tl" style={{ '--row': `${rowRem(plan)}rem` }}>
      {hours.map((minute) => (
        <div key={minute} className="hr" style={rowsOf({ start: minute, end: minute + 5 }, shown)} aria-hidden="true">
          <span>{clock(`${plan.date}T${clockOf(minute % 1440)}`)}</span>
        </div>
      ))}
      <div className="axis" aria-hidden="true" />
      <ol className="pieces">
        {plan.pieces
          .filter(({ start, end }) => start < shown.end && end > shown.start)
          .toSorted((a, b) => a.start - b.start || ORDER[a.is] - ORDER[b.is])
          .map((piece) => (
            <li
              key={piece.is === 'block' ? piece.block.id : `${piece.is} ${piece.start}`}
              className={`piece ${piece.is}`}
              style={rowsOf(piece, shown)}
            >
              {drawn(piece)}
            </li>
          ))}
      </ol>
      {isInSight && wall && (
        <div className="now" style={rowsOf({ start: at, end: at + 5 }, shown)} aria-hidden="true">
          <span>{clock(wall)}</span>
        </div>
      )}
    </div>
  );

  function drawn(piece: Piece): ReactNode {
    switch (piece.is) {
      case 'session': {
        const { session } = piece;
        const isNext = session.session === next?.session;
        return <SessionCard {...{ session, isNext, now, zone, home, onOpen }} />;
      }
      case 'notes': {
        return (
          <span className="hatched">
            <span>
              <Trans comment="Time after an appointment for writing it up">
                Notes, {number(piece.end - piece.start)} min
              </Trans>
            </span>
          </span>
        );
      }
      case 'break':
        return (
          <span className="hatched">
            <span>
              <Trans>Break</Trans>
            </span>
          </span>
        );
      case 'block':
        return (
          <button type="button" className="hatched" onClick={() => onBlock(piece.block)}>
            <span>{blockWord(piece.block.kind)}</span>
          </button>
        );
    }
  }
}

/** What lies under the others comes first. */
const ORDER: Record<Piece['is'], number> = { block: 0, break: 1, session: 2, notes: 3 };

function rowRem(plan: DayPlan): number {
  const perFive = Math.max(HOUR_REM / 12, (TAP_REM / shortestMin([plan])) * 5);
  return Math.round(perFive * 10_000) / 10_000;
}

/** The rows of five minutes that a span takes, from the first hour shown on. */
function rowsOf({ start, end }: Span, shown: Span): CSSProperties {
  const from = Math.max(start, shown.start) - shown.start;
  const until = Math.min(end, shown.end) - shown.start;
  const first = Math.floor(from / 5) + 1;
  return { gridRow: `${first} / ${Math.max(first + 1, Math.ceil(until / 5) + 1)}` };
}
