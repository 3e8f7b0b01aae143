import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { foldDigits } from '../../../i18n/digits.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { api } from '../../../platform/api-client.ts';
import { prefer } from '../../../platform/preferences.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Field } from '../../../ui/Field.tsx';

/** The way out of a screen that stands in the open: only a person of the desk opens it, by signing in. */
export function EndScreen({ onStay }: { onStay: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || password === '' || isBusy) return;
    setBusy(true);
    try {
      await api.signInWithPassword({ name: foldDigits(name).trim(), password, sharedDevice: true });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      return;
    }
    prefer({ signedIn: true });
    // A fresh document: nothing of the screen stays in memory, and its hold on the history is gone.
    location.replace('/desk');
  };

  return (
    <form className="one stack" onSubmit={(event) => void submit(event)} noValidate>
      <h1>
        <Trans>End this screen</Trans>
      </h1>
      <p className="sec">
        <Trans>It goes back to work with the desk’s sign-in.</Trans>
      </p>
      <Field
        label={t`Name`}
        value={name}
        onChange={(event) => setName(event.target.value)}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={80}
      />
      <Field
        label={t`Password`}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        type="password"
        dir="ltr"
        autoComplete="off"
        maxLength={200}
      />
      {problem && (
        <Banner kind="stop">
          <ProblemSentence problem={problem} />
        </Banner>
      )}
      <div className="row">
        <button type="submit" className="btn pri grow" aria-busy={isBusy}>
          <Trans>Sign in</Trans>
        </button>
        <button type="button" className="btn grow" onClick={onStay}>
          <Trans>Back to the start</Trans>
        </button>
      </div>
    </form>
  );
}
