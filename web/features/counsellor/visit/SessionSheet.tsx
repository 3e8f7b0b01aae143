import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { longDay } from '../../../i18n/format.ts';
import { useDraft } from '../../../staff/use-draft.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import type { Session, Visit } from '../day/day-plan.ts';
import { VisitAbsence } from './parts/VisitAbsence.tsx';
import { CamePart } from './parts/CamePart.tsx';
import { NextPart } from './parts/NextPart.tsx';
import { VisitNote } from './parts/VisitNote.tsx';
import type { DayRules, MadeNext, Part, PartProps } from './part-props.ts';
import { useTell } from './use-tell.ts';
import { timeRange } from './visit-words.ts';
import { VisitPart } from './VisitPart.tsx';

/** No way back is open for longer; the server says for how long each is. */
const MADE_MS = 60 * 60_000;

/** One appointment, one thing at a time. Opened by pressing it, so its name stands there for ten seconds. */
export function SessionSheet({ session, rules, onClose }: { session: Session; rules: DayRules; onClose: () => void }) {
  const { t } = useLingui();
  const [{ part, booking }, show] = useState<{ part: Part; booking?: string }>({ part: 'visit' });
  const { tell, isLost } = useTell(session);
  // A way back that a lock, or closing the sheet, would take away is none.
  const [made, keepMade] = useDraft<Record<string, MadeNext>>(`next ${session.session}`, {}, { keptMs: MADE_MS });
  const top = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    // The sheet itself gives the first focus; each part after that begins at its own beginning.
    if (!isFirst.current) top.current?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [part]);

  const chosen = session.visits.find((visit) => visit.booking === booking) ?? session.visits[0];
  const names: Record<Part, string> = {
    visit: timeRange(session),
    absence: t`Did not come`,
    came: t`They came after all`,
    note: t`Note`,
    next: t`Next appointment`,
  };
  const given = (visit: Visit): PartProps => ({
    visit,
    session,
    rules,
    tell,
    onPart: (next) => show({ part: next, booking: visit.booking }),
    made: made[visit.booking],
    onMade: (next) => {
      const { [visit.booking]: _, ...others } = made;
      keepMade(next ? { ...others, [visit.booking]: next } : others);
    },
  });

  return (
    <Sheet title={names[part]} close={t`Close`} onClose={onClose}>
      <div className="stack" ref={top} tabIndex={-1}>
        {part !== 'visit' && (
          <button type="button" className="quick back" onClick={() => show({ part: 'visit' })}>
            <Icon name="before" small />
            <Trans>Back</Trans>
          </button>
        )}
        {isLost && (
          <Banner kind="stop" title={<Trans>This was not recorded</Trans>}>
            <Trans>The device could not keep it. Please try again.</Trans>
          </Banner>
        )}
        {part === 'visit' && <p className="sec">{longDay(session.localStart.slice(0, 10))}</p>}
        {part === 'visit' && session.visits.map((visit) => <VisitPart key={visit.booking} {...given(visit)} />)}
        {part === 'visit' && session.visits.length === 0 && (
          <p className="sec">
            <Trans>Nobody has booked a place yet.</Trans>
          </p>
        )}
        {part !== 'visit' && chosen && partOf(part, given(chosen))}
      </div>
    </Sheet>
  );
}

function partOf(part: Exclude<Part, 'visit'>, given: PartProps): ReactNode {
  switch (part) {
    case 'absence':
      return <VisitAbsence {...given} />;
    case 'came':
      return <CamePart {...given} />;
    case 'note':
      return <VisitNote {...given} />;
    case 'next':
      return <NextPart {...given} />;
    default:
      return part satisfies never;
  }
}
