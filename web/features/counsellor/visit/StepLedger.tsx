import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { clockAt } from '../../../i18n/format.ts';
import { absenceWord } from '../../../staff/look/absence-words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { PartProps } from './part-props.ts';
import { stepTimes, type VisitSteps } from './visit-steps.ts';
import { WaitingMark } from './VisitBadge.tsx';

const STEPS = ['arrived', 'started', 'completed'] as const;

/** What was said so far, step by step. What the server has not heard yet has another mark, and says so. */
export function StepLedger({ visit, rules, tell, steps }: PartProps & { steps: VisitSteps }) {
  const { t } = useLingui();
  const times = stepTimes(visit);
  const isAbsent = visit.state === 'no_show' && !steps.mustConfirm;
  const saysAbsent = visit.waiting.findLast(({ item }) => item?.event === 'no_show')?.item;
  const others = visit.waiting.filter(({ item }) => item?.event === 'note').length;
  const words: Record<(typeof STEPS)[number], string> = {
    arrived: t`Arrived`,
    started: t`Started`,
    completed: t`Finished`,
  };
  const { undo } = steps;

  return (
    <div role="status">
      <dl className="lines ruled steps">
        {STEPS.filter((step) => times[step]).map((step) => (
          <Step
            key={step}
            name={words[step]}
            waits={times[step]!.waits}
            action={
              undo === `${step}_undone` && (
                <button
                  type="button"
                  className="quick acc"
                  aria-label={`${t`Undo`}: ${words[step]}`}
                  onClick={() => void tell(visit, { event: undo })}
                >
                  {t`Undo`}
                </button>
              )
            }
          >
            {clockAt(times[step]!.at, rules.zone)}
          </Step>
        ))}
        {(isAbsent || saysAbsent) && (
          <Step name={t`Did not come`} waits={saysAbsent !== undefined}>
            {absenceWord(saysAbsent?.absence ?? visit.absence)}
          </Step>
        )}
        {others > 0 && (
          <Step name={t`Note`} waits>
            {t`written`}
          </Step>
        )}
      </dl>
    </div>
  );
}

function Step({
  name,
  waits,
  action,
  children,
}: {
  name: string;
  waits: boolean;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="kv step">
      <dt>{name}</dt>
      <dd>
        {!waits && <Icon name="tick" small />}
        <span>{children}</span>
        {waits && <WaitingMark />}
        <span className="end">{action}</span>
      </dd>
    </div>
  );
}
