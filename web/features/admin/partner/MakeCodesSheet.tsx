import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { MadeCodes, PartnerProgramme } from '#contract/oversight/partner.ts';
import { foldDigits } from '#domain/fold-digits.ts';
import { MOST_AT_ONCE } from '#domain/partner/code-bounds.ts';
import { number } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useMakeCodes } from '../../../platform/queries/staff/oversight-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { CodeSlips } from './CodeSlips.tsx';

interface Props {
  programme: PartnerProgramme;
  onClose: () => void;
}

/** How many, and then the codes themselves, shown this once. */
export function MakeCodesSheet({ programme, onClose }: Props) {
  const { t } = useLingui();
  const [made, setMade] = useState<MadeCodes>();
  return (
    <Sheet title={made ? t`The new codes` : t`Make codes`} close={t`Close`} onClose={onClose}>
      {made ? <CodeSlips made={made} onDone={onClose} /> : <CountForm programme={programme} onMade={setMade} />}
    </Sheet>
  );
}

function CountForm({ programme, onMade }: Pick<Props, 'programme'> & { onMade: (made: MadeCodes) => void }) {
  const { t } = useLingui();
  const make = useMakeCodes();
  // Each opening of the sheet is a wish of its own: as many once more are other codes.
  const [sheet] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState('10');
  const [isWrong, setWrong] = useState(false);
  const most = Math.min(MOST_AT_ONCE, programme.codes?.left ?? 0);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const count = Number(foldDigits(typed.trim()));
    const isGood = Number.isInteger(count) && count >= 1 && count <= most;
    setWrong(!isGood);
    if (!isGood || make.isPending) return;
    make.mutate({ programme: programme.id, count, sheet }, { onSuccess: onMade });
  };
  return (
    <form className="stack admin-sheet" onSubmit={submit} noValidate>
      <p>{say(programme.name)}</p>
      <Field
        label={t`How many`}
        hint={<Trans>Each is for one appointment. At most {number(most)} at once.</Trans>}
        wrong={isWrong && <Trans>Type a number from 1 to {number(most)}.</Trans>}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Refused error={make.error} />
      <button type="submit" className="btn pri full" aria-busy={make.isPending}>
        <Trans>Make codes</Trans>
      </button>
    </form>
  );
}
