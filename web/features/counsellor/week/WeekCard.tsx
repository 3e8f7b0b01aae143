import { useLingui } from '@lingui/react/macro';
import { clock, dotted, longDay } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { Session } from '../day/day-plan.ts';
import { placeOf, whoOf } from '../visit/visit-words.ts';

/** An appointment in a narrow column: initials, time and place, and a shape for how it stands. */
export function WeekCard(props: {
  session: Session;
  isNext: boolean;
  home: string | undefined;
  onOpen: (session: Session) => void;
}) {
  const { session, isNext, home, onOpen } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { visits } = session;
  const isOver = visits.length > 0 && visits.every(({ state }) => state === 'completed' || state === 'no_show');
  const isHere = visits.some(({ state }) => state === 'arrived');
  const isOn = visits.some(({ state }) => state === 'in_session');
  const waits = visits.some(({ waiting }) => waiting.length > 0);

  return (
    <button
      type="button"
      className={['ev', isNext && 'next', isOver && 'done'].filter(Boolean).join(' ')}
      onClick={() => onOpen(session)}
    >
      <span className="vh">{longDay(session.localStart.slice(0, 10))}, </span>
      <span className="row marks">
        <span className="who">{whoOf(session)}</span>
        {isHere && <Mark word={t`Arrived`} icon={<StaffIcon name="disc" small />} />}
        {isOn && <Mark word={t`In session`} icon={<StaffIcon name="half" small />} />}
        {isOver && <Mark word={t`Done`} icon={<Icon name="tick" small />} />}
        {waits && (
          <Mark
            word={t({ message: 'waiting', comment: 'Recorded on this device, not yet sent' })}
            icon={<StaffIcon name="waiting" small />}
          />
        )}
      </span>
      <span>{dotted([clock(session.localStart), placeOf(session, catalogue, home)])}</span>
    </button>
  );
}

function Mark({ word, icon }: { word: string; icon: React.ReactNode }) {
  return (
    <span title={word}>
      {icon}
      <span className="vh">{word}</span>
    </span>
  );
}
