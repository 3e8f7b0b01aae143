import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { clockAt } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Needs } from '../../../staff/look/Needs.tsx';
import { aliasInitials } from './alias-initials.ts';
import { ConfirmAbsence } from './ConfirmAbsence.tsx';
import { isFresh, NextMade } from './NextMade.tsx';
import type { PartProps } from './part-props.ts';
import { StepLedger } from './StepLedger.tsx';
import { useRevealed } from './use-revealed.ts';
import { visitSteps } from './visit-steps.ts';
import { placeOf } from './visit-words.ts';

/** Who it is, what should be ready, what was said of it so far, and what can be said now. */
export function VisitPart(props: PartProps) {
  const { visit, session, rules, tell, onPart } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const isAlone = session.visits.length === 1;
  const [isRevealed, reveal] = useRevealed(isAlone);
  const steps = visitSteps(visit, session, rules);
  const name = isRevealed ? visit.alias : aliasInitials(visit.alias);
  const mayBeAbsent = steps.absentFrom !== undefined && rules.now >= steps.absentFrom;

  return (
    <section className="visit stack" aria-label={isRevealed ? visit.alias : aliasInitials(visit.alias)}>
      <div className="row between">
        <div>
          <p className="display visit-who">{name}</p>
          <p className="sec">
            {isAlone && placeOf(session, catalogue, rules.home)}
            {visit.people > 1 && (
              <>
                {isAlone && '\u00a0· '}
                <Plural value={visit.people} one="# person" other="# people" />
              </>
            )}
          </p>
        </div>
        {!isRevealed && (
          <button type="button" className="quick acc" onClick={reveal}>
            <Trans>Show the name</Trans>
          </button>
        )}
      </div>
      {(visit.needs.length > 0 || visit.people > 1) && (
        <Needs row={{ needs: visit.needs, people: visit.people, mode: 'room' }} />
      )}
      <StepLedger {...props} steps={steps} />
      {visit.note && (
        <p className="note-line">
          <b>{visit.note.isOwn ? t`Your note` : t`Note`}</b> <bdi>{visit.note.text}</bdi>
        </p>
      )}
      {steps.mustConfirm && <ConfirmAbsence {...props} />}
      {steps.main && (
        <button
          type="button"
          className={isAlone ? 'btn pri big full' : 'btn full'}
          onClick={() => void tell(visit, { event: steps.main === 'start' ? 'started' : 'completed' })}
        >
          {steps.main === 'start' ? <Trans>Start</Trans> : <Trans>Finish</Trans>}
        </button>
      )}
      {isFresh(props.made, rules.now) && <NextMade {...props} made={props.made} />}
      {steps.canTakeNext && (
        <button
          type="button"
          className={steps.main || !isAlone ? 'btn full' : 'btn pri big full'}
          onClick={() => onPart('next')}
        >
          <Trans>Next appointment</Trans>
        </button>
      )}
      <div className="ways">
        {steps.canArrive && (
          <button type="button" className="quick acc" onClick={() => void tell(visit, { event: 'arrived' })}>
            <Trans>They are here</Trans>
          </button>
        )}
        {mayBeAbsent && (
          <button type="button" className="quick acc" onClick={() => onPart('absence')}>
            <Trans>Did not come</Trans>
          </button>
        )}
        {steps.canCome && (
          <button type="button" className="quick acc" onClick={() => onPart('came')}>
            <Trans>They came after all</Trans>
          </button>
        )}
        <button type="button" className="quick acc" onClick={() => onPart('note')}>
          {visit.note?.isOwn ? <Trans>Change the note</Trans> : <Trans>Write a note</Trans>}
        </button>
      </div>
      {steps.absentFrom !== undefined && !mayBeAbsent && (
        <p className="meta">
          <Trans>From {clockAt(steps.absentFrom, rules.zone)} on it can be said that they did not come.</Trans>
        </p>
      )}
    </section>
  );
}
