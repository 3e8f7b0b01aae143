import { Plural, useLingui } from '@lingui/react/macro';
import type { Instant } from '#domain/ids.ts';
import { clock } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { GroupBadge, VisitBadge } from '../visit/VisitBadge.tsx';
import { placeOf, whoOf } from '../visit/visit-words.ts';
import type { Session } from './day-plan.ts';

export interface SessionCardProps {
  session: Session;
  isNext: boolean;
  now: Instant;
  /** Whose clock times are told by. */
  zone: string | undefined;
  /** The library that need not be named. */
  home: string | undefined;
  onOpen: (session: Session) => void;
}

/** One appointment on the line of the day: initials, place, how it stands. Pressing it shows the name for a moment. */
export function SessionCard({ session, isNext, now, zone, home, onOpen }: SessionCardProps) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [only] = session.visits;
  const isGroup = session.isDated || session.visits.length !== 1;
  const who = whoOf(session);
  const place = placeOf(session, catalogue, home);
  const isOver = session.visits.length > 0 && session.visits.every(({ state }) => OVER.has(state));
  const time = clock(session.localStart);

  return (
    <button
      type="button"
      id={only && `row-${only.booking}`}
      className={['ev', isNext && 'next', isOver && 'done'].filter(Boolean).join(' ')}
      onClick={() => onOpen(session)}
    >
      <span className="vh">{time}, </span>
      <span className="grow">
        <span className="who">{who}</span>{' '}
        <span className="sec">
          {place}
          {!isGroup && only && only.people > 1 && (
            <>
              {'\u00a0· '}
              <Plural value={only.people} one="# person" other="# people" />
            </>
          )}
        </span>
      </span>
      {isGroup || !only ? (
        <GroupBadge session={session} />
      ) : (
        <VisitBadge visit={only} startsAt={session.startsAt} now={now} zone={zone} />
      )}
      {isNext && !isGroup && <span className="meta hint">{t`Tap to show the name`}</span>}
    </button>
  );
}

const OVER = new Set(['completed', 'no_show']);
