import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { absenceWord } from '../../../staff/look/absence-words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { PartProps } from './part-props.ts';

/** The desk could only say what it saw. The counsellor's word counts. */
export function ConfirmAbsence({ visit, tell, onPart }: PartProps) {
  useLingui();
  const absence = visit.absence ?? 'unexcused';
  return (
    <Banner
      kind="warn"
      title={<Trans>The desk says that they did not come</Trans>}
      actions={
        <>
          <button type="button" className="btn" onClick={() => void tell(visit, { event: 'no_show', absence })}>
            <Trans>That is right</Trans>
          </button>
          <button type="button" className="btn" onClick={() => onPart('absence')}>
            <Trans>It was otherwise</Trans>
          </button>
        </>
      }
    >
      {absenceWord(absence)}
    </Banner>
  );
}
