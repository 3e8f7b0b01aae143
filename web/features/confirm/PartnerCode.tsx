import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { foldDigits } from '../../i18n/digits.ts';
import { Field } from '../../ui/Field.tsx';
import type { CodeOutcome } from './code-exchange.ts';

/** A code of a partner organisation, out of the way of those who have none. */
export function PartnerCode(props: {
  outcome: CodeOutcome | undefined;
  isBusy: boolean;
  onUse: (code: string) => void;
}) {
  const { outcome, isBusy, onUse } = props;
  const { t } = useLingui();
  const isWrong = outcome === 'refused' || outcome === 'too_many_tries';
  const [isOpen, setOpen] = useState(isWrong);
  const [code, setCode] = useState('');

  if (!isOpen) {
    return (
      <p className="row">
        {outcome === 'used' && (
          <span className="sec" role="status">
            <Trans>Your code was taken. The price above is with it.</Trans>
          </span>
        )}
        <button
          type="button"
          className="btn text"
          style={{ paddingInline: 0 }}
          aria-expanded={false}
          onClick={() => setOpen(true)}
        >
          <Trans>I have a code</Trans>
        </button>
      </p>
    );
  }

  const use = (event: FormEvent) => {
    event.preventDefault();
    const typed = foldDigits(code).trim();
    if (typed) onUse(typed);
  };
  return (
    <form className="stack" onSubmit={use}>
      <Field
        label={t`Code`}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        hint={t`From the organisation that sent you.`}
        wrong={isWrong && code === '' ? <WhyNot outcome={outcome} /> : undefined}
      />
      <button type="submit" className="btn" style={{ justifySelf: 'start' }} disabled={isBusy}>
        {isBusy ? <Trans>One moment</Trans> : <Trans>Use code</Trans>}
      </button>
    </form>
  );
}

function WhyNot({ outcome }: { outcome: CodeOutcome }) {
  if (outcome === 'too_many_tries')
    return <Trans>Too many codes were tried. Wait an hour; your time is still held, without a code.</Trans>;
  return <Trans>This code cannot be used for this time. Your time is still held, without it.</Trans>;
}
