import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { MINUTE } from '#domain/ids.ts';
import { clockAt } from '../../../../i18n/format.ts';
import { Choice } from '../../../../ui/Choice.tsx';
import type { PartProps } from '../part-props.ts';

/** Minutes from the start: earlier is not worth telling apart, and later somebody would have come for another appointment. */
const AROUND_START = [-15, -10, -5, 0, 5, 10, 15, 20, 25, 30, 45, 60];
const NOW = 'now';

/** An absence is taken back by saying when they came: the server judges by that, not by when it is told. */
export function CamePart({ visit, session, rules, tell, onPart }: PartProps) {
  const { t } = useLingui();
  const start = Date.parse(session.startsAt);
  const isStillOn = rules.now < Date.parse(session.endsAt);
  const [chosen, setChosen] = useState(isStillOn ? NOW : '0');
  const at = (minutes: string) => start + Number(minutes) * MINUTE;
  const past = AROUND_START.map(String).filter((minutes) => at(minutes) <= rules.now);
  const choices = [
    ...past.map((value) => ({ value, label: clockAt(at(value), rules.zone) })),
    ...(isStillOn ? [{ value: NOW, label: t`just now` }] : []),
  ];
  const save = () => {
    const when = chosen === NOW ? {} : { occurredAt: at(chosen) };
    void tell(visit, { event: 'arrived', ...when }).then(() => onPart('visit'));
  };

  return (
    <>
      <p className="sec">
        <Trans>When did they come, as far as you know? Then the appointment counts as kept.</Trans>
      </p>
      <Choice label={t`They came at`} value={chosen} options={choices} onChange={setChosen} />
      <button type="button" className="btn pri big full" onClick={save}>
        <Trans>Record: they came</Trans>
      </button>
    </>
  );
}
