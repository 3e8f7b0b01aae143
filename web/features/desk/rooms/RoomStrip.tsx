import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { clock, dotted, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import { needWord } from '../../../staff/look/Needs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { StandingBadge } from '../look/StandingBadge.tsx';
import {
  localAt,
  nowIn,
  placeOn,
  type Axis,
  type StripClosure,
  type StripItem,
  type StripVisit,
} from './room-strip.ts';

type Room = Catalogue['rooms'][number];

interface Props {
  room: Room;
  items: StripItem[];
  axis: Axis;
  /** Minute of the wall clock. */
  now: number;
  date: string;
  onOpen: (booking: string) => void;
  onClose: () => void;
  onReopen: (closure: StripClosure) => void;
}

/** One room: its name, what is so now, and its day. On a narrow screen the day is a list. */
export function RoomStrip({ room, items, axis, now, date, onOpen, onClose, onReopen }: Props) {
  const { t } = useLingui();
  const name = say(room.name);
  return (
    <li className="room-strip">
      <div className="room-name">
        <h2>{name}</h2>
        <p className="sec">
          <NowWord items={items} now={now} date={date} />
        </p>
        <p className="meta">{dotted([say(room.where), joined(room.features.map(needWord))])}</p>
      </div>
      <ol className="strip" aria-label={t`${name}: the day`}>
        {items.map((item) => {
          const place = { '--from': placeOn(axis, item.from), '--until': placeOn(axis, item.until) };
          return item.kind === 'visit' ? (
            <li key={item.session} style={place} className={visitClass(item)}>
              <Visit visit={item} date={date} onOpen={onOpen} />
            </li>
          ) : (
            <li key={item.closure} style={place} className="hatch out">
              <button type="button" aria-haspopup="dialog" onClick={() => onReopen(item)}>
                <span className="vh">{clock(localAt(item.from, date))}, </span>
                <b>
                  <Trans>Out of use</Trans>
                </b>
                <span>
                  <Trans>until {clock(item.localEnd)}</Trans>
                </span>
              </button>
            </li>
          );
        })}
        <li className="strip-now" aria-hidden="true" style={{ '--from': placeOn(axis, now) }} />
      </ol>
      <button type="button" className="btn" aria-label={t`${name}: close it for some hours`} onClick={onClose}>
        <Trans comment="Verb: take a room out of use for some hours">Close it</Trans>
      </button>
    </li>
  );
}

function visitClass({ rows }: StripVisit): string {
  const standings = rows.map(({ progress }) => progress.standing);
  if (standings.includes('in_session')) return 'ses';
  return standings.every((one) => one === 'done' || one === 'absent') ? 'over' : '';
}

function Visit({ visit, date, onOpen }: { visit: StripVisit; date: string; onOpen: (booking: string) => void }) {
  const [first] = visit.rows;
  if (!first) return null;
  const time = clock(localAt(visit.from, date));
  return (
    <button type="button" aria-haspopup="dialog" onClick={() => onOpen(first.row.booking)}>
      <span className="strip-time">
        {time}
        <StandingBadge progress={first.progress} />
      </span>
      <b>
        {visit.rows.length === 1 ? (
          first.row.alias
        ) : (
          <Plural value={visit.rows.length} one="# person" other="# people" />
        )}
      </b>
    </button>
  );
}

function NowWord({ items, now, date }: Pick<Props, 'items' | 'now' | 'date'>) {
  const { is, until } = nowIn(items, now);
  const time = until === undefined ? undefined : clock(localAt(until, date));
  if (is === 'used') {
    return (
      <span className="badge ok">
        <Icon name="half" small />
        <Trans>In use until {time}</Trans>
      </span>
    );
  }
  if (is === 'closed') {
    return (
      <span className="badge warn">
        <Icon name="attention" small />
        <Trans>Out of use until {time}</Trans>
      </span>
    );
  }
  return (
    <span className="badge">
      <Icon name="ring" small />
      {time ? <Trans>Free until {time}</Trans> : <Trans>Free for the rest of the day</Trans>}
    </span>
  );
}
