import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { clock, joined } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { placeOf, whoOf } from '../visit/visit-words.ts';
import type { Session } from './day-plan.ts';

/** The one thing to press: who is in the room now, or who comes next. */
export function DayDock({ session, home, onOpen }: { session: Session; home: string | undefined; onOpen: () => void }) {
  useLingui();
  const catalogue = useCatalogue();
  const rest = joined([placeOf(session, catalogue, home), whoOf(session)]);
  const isOn = session.visits.some(({ expected }) => expected === 'in_session');
  const time = clock(isOn ? session.localEnd : session.localStart);
  return (
    <div className="dock">
      <button type="button" className="btn pri big full" onClick={onOpen}>
        <span>{isOn ? <Trans>Until {joined([time, rest])}</Trans> : <Trans>Next: {joined([time, rest])}</Trans>}</span>
        <Icon name="after" small />
      </button>
    </div>
  );
}
