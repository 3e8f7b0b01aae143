import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import { AbsenceChoice } from '../../../../staff/look/AbsenceChoice.tsx';
import type { PartProps } from '../part-props.ts';

/** They did not come, and how it was: the counsellor's word counts. */
export function VisitAbsence({ visit, tell, onPart }: PartProps) {
  const [absence, setAbsence] = useState<Absence>(visit.absence ?? 'unexcused');
  return (
    <>
      <AbsenceChoice legend={<Trans>How was it?</Trans>} value={absence} onChange={setAbsence} />
      <button
        type="button"
        className="btn pri big full"
        onClick={() => void tell(visit, { event: 'no_show', absence }).then(() => onPart('visit'))}
      >
        <Trans>Record: did not come</Trans>
      </button>
    </>
  );
}
