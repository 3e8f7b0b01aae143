import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { foldDigits } from '../../../i18n/digits.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { bearInMind, recall } from '../../../platform/chosen-slot.ts';
import type { Problem } from '../../../platform/problem.ts';
import { Field } from '../../../ui/Field.tsx';

const MAX_LENGTH = 64;

/** A partner's code, kept for the next hold: only the hold can tell whether it works. */
export function CodeField({ problem, onDone }: { problem: Problem | undefined; onDone: () => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(recall().code ?? '');
  const keep = (code: string) => {
    bearInMind({ code: code === '' ? undefined : code, refused: undefined });
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep(foldDigits(typed).trim());
      }}
    >
      <Field
        label={t`Code`}
        hint={t`From a partner of the library. It is checked when you take a time.`}
        wrong={problem && <ProblemSentence problem={problem} />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        dir="ltr"
        maxLength={MAX_LENGTH}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it has just been unfolded to be filled in
        autoFocus
      />
      <div className="chips">
        <button type="submit" className="btn">
          <Trans>Use this code</Trans>
        </button>
        {recall().code && (
          <button type="button" className="btn text" onClick={() => keep('')}>
            <Trans>Go without</Trans>
          </button>
        )}
      </div>
    </form>
  );
}
