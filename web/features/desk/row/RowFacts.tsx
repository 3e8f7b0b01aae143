import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import { clock, clockAt, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { initials, modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Icon, type IconName } from '../../../ui/Icon.tsx';
import { absenceWord } from '../../../staff/look/absence-words.ts';
import { isPaymentWaiting, type DayRow } from '../day/use-desk-today.ts';
import { AtTheTill } from '../look/AtTheTill.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Needs } from '../../../staff/look/Needs.tsx';
import type { Part, PartProps } from './row-part.ts';

/** When, where, with whom, what is needed and what is to pay; and everything that can be done about it. */
export function RowFacts({ one, zone, work, onPart, onDone }: PartProps) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { row, progress } = one;
  const room = byId(catalogue?.rooms, row.room);
  const counsellor = byId(catalogue?.counsellors, row.counsellor);
  const isToCome = progress.standing === 'expected';

  return (
    <>
      <dl className="lines ruled">
        <Fact name={t`Time`}>
          <bdi>{clock(row.localStart)}</bdi>–<bdi>{clock(row.localEnd)}</bdi> · {say(row.publicName)}
        </Fact>
        <Fact name={t`Room`}>{room ? joined([say(room.name), say(room.where)]) : modeWord(row.mode)}</Fact>
        {counsellor && <Fact name={t`With`}>{initials(counsellor.name)}</Fact>}
        <Fact name={t`Needs`}>
          <Needs row={row} />
        </Fact>
        <Fact name={t`At the desk`}>
          <AtTheTill row={row} isWaiting={isPaymentWaiting(one)} />
        </Fact>
        <Fact name={t`So far`}>
          <SoFar one={one} zone={zone} />
        </Fact>
        {row.note && <Fact name={t`Note`}>{row.note}</Fact>}
      </dl>
      <StepButton one={one} onTell={(event) => void work.tell(row, { event }).then(onDone)} />
      <div className="acts sheet-acts">
        <Way part="payment" icon={<StaffIcon name="plus" small />} onPart={onPart}>
          <Trans>Payment</Trans>
        </Way>
        <Link className="quick" href={`/desk/receipt/${row.booking}`}>
          <StaffIcon name="print" small />
          <Trans>Receipt</Trans>
        </Link>
        <Way part="note" icon={<Icon name="ticket" small />} onPart={onPart}>
          <Trans>Note</Trans>
        </Way>
        {row.room && progress.standing !== 'done' && (
          <Way part="room" icon={<Icon name="room" small />} onPart={onPart}>
            <Trans>Another room</Trans>
          </Way>
        )}
        {isToCome && (
          <>
            <Way part="move" icon={<Icon name="move" small />} onPart={onPart}>
              <Trans>Another time</Trans>
            </Way>
            <Way part="link" icon={<StaffIcon name="link" small />} onPart={onPart}>
              <Trans>A link</Trans>
            </Way>
            <Way part="cancel" icon={<Icon name="close" small />} onPart={onPart}>
              <Trans>Cancel</Trans>
            </Way>
          </>
        )}
        {(isToCome || progress.standing === 'absent') && (
          <Way part="absence" icon={<Icon name="attention" small />} onPart={onPart}>
            <Trans>Did not come</Trans>
          </Way>
        )}
      </div>
    </>
  );
}

/** The one filled button: the next step, and beside it the last one taken back. */
function StepButton({ one: { progress }, onTell }: { one: DayRow; onTell: (event: ItemEvent) => void }) {
  const step = stepOf(progress.next);
  const back = backOf(progress.standing);
  if (!step && !back) return null;
  return (
    <div className="row">
      {step && (
        <button type="button" className="btn pri big grow" onClick={() => onTell(step.event)}>
          <Icon name={step.icon} small />
          {step.word}
        </button>
      )}
      {back && (
        <button type="button" className="btn big" onClick={() => onTell(back.event)}>
          {back.word}
        </button>
      )}
    </div>
  );
}

function stepOf(next: DayRow['progress']['next']): { event: ItemEvent; icon: IconName; word: ReactNode } | undefined {
  switch (next) {
    case 'arrived':
      return { event: next, icon: 'tick', word: <Trans>Check in</Trans> };
    case 'started':
      return { event: next, icon: 'half', word: <Trans>Start</Trans> };
    case 'completed':
      return { event: next, icon: 'tick', word: <Trans>Finish</Trans> };
    default:
      return undefined;
  }
}

function backOf(standing: DayRow['progress']['standing']): { event: ItemEvent; word: ReactNode } | undefined {
  if (standing === 'arrived') return { event: 'arrived_undone', word: <Trans>Undo the arrival</Trans> };
  if (standing === 'in_session') return { event: 'started_undone', word: <Trans>Undo the start</Trans> };
  return undefined;
}

function SoFar({ one: { row, progress }, zone }: { one: DayRow; zone: string }) {
  const { t } = useLingui();
  const { arrived, started, ended, standing, absence, isWaiting } = progress;
  const time = (at: number | undefined) => (at === undefined ? '' : clockAt(at, zone));
  if (standing === 'absent') {
    return (
      <>
        <Trans>Did not come</Trans>: {absenceWord(absence)}.{' '}
        {row.absenceConfirmed ? (
          <Trans>The counsellor has confirmed it.</Trans>
        ) : (
          <Trans>The counsellor confirms it.</Trans>
        )}
      </>
    );
  }
  const steps = [
    arrived && t`arrived ${time(arrived.at)}`,
    started && t`began ${time(started.at)}`,
    ended && t`ended ${time(ended.at)}`,
  ];
  return (
    <>
      {joined(steps.filter((step) => step !== undefined)) || <Trans>Expected</Trans>}
      {isWaiting && (
        <span className="waits">
          <StaffIcon name="waiting" small />
          <Trans>waiting to be sent</Trans>
        </span>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="kv">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Way(props: { part: Part; icon: ReactNode; onPart: (part: Part) => void; children: ReactNode }) {
  return (
    <button type="button" className="quick" onClick={() => props.onPart(props.part)}>
      {props.icon}
      {props.children}
    </button>
  );
}
