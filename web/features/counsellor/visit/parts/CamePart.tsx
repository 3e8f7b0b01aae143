import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { MINUTE } from '#domain/ids.ts';
import { clockAt } from '../../../../i18n/format.ts';
import { Choice } from '../../../../ui/Choice.tsx';
import type { PartProps } from '../part-props.ts';

/** Minutes from the start, within any grace that a network is likely to have. */
const AROUND_START = [-15, -10, -5, 0, 5, 10, 15];

/** An absence is taken back by saying when they came: the server judges by that, not by when it is told. */
export function CamePart({ visit, session, rules, tell, onPart }: PartProps) {
  const { t } = useLingui();
  const [minutes, setMinutes] = useState(0);
  const at = (after: number) => Date.parse(session.startsAt) + after * MINUTE;
  const choices = AROUND_START.filter((after) => after <= rules.graceMin && at(after) <= rules.now);

  return (
    <>
      <p className="sec">
        <Trans>When did they come, as far as you know? Then the appointment counts as kept.</Trans>
      </p>
      <Choice
        label={t`They came at`}
        value={String(minutes)}
        options={choices.map((after) => ({ value: String(after), label: clockAt(at(after), rules.zone) }))}
        onChange={(value) => setMinutes(Number(value))}
      />
      <button
        type="button"
        className="btn pri big full"
        onClick={() => void tell(visit, { event: 'arrived', occurredAt: at(minutes) }).then(() => onPart('visit'))}
      >
        <Trans>Record: they came</Trans>
      </button>
    </>
  );
}
