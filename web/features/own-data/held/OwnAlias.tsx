import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { problemOf } from '../../../platform/problem.ts';
import { useChangeAlias } from '../../../platform/queries/own-data-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Field } from '../../../ui/Field.tsx';

/** What one is called in the waiting room; changed where it stands. */
export function OwnAlias({ alias }: { alias: string | undefined }) {
  const { t } = useLingui();
  const change = useChangeAlias();
  const [typed, setTyped] = useState<string>();

  if (typed === undefined) {
    return (
      <span className="row between" style={{ gap: 'var(--s2)' }}>
        {alias ? <bdi>{alias}</bdi> : <Trans>Another name each time</Trans>}
        <button
          type="button"
          className="btn text"
          style={{ paddingInline: 0, minInlineSize: 'var(--tap)', justifyContent: 'end' }}
          aria-label={t`Change what you are called`}
          onClick={() => setTyped(alias ?? '')}
        >
          <Trans>Change</Trans>
        </button>
      </span>
    );
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(typed.trim() || null, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <form className="stack" style={{ fontWeight: 400 }} onSubmit={save} noValidate>
      <Field
        label={t`What shall we call you?`}
        hint={
          <Trans>
            Any name you like; it is read out at the desk. Empty: we think of one each time. What is booked keeps its
            name.
          </Trans>
        }
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it has just been unfolded to be filled in
        autoFocus
      />
      {change.error && (
        <Banner kind="stop">
          <ProblemSentence problem={problemOf(change.error)} />
        </Banner>
      )}
      <div className="row">
        <button type="submit" className="btn pri grow" aria-busy={change.isPending}>
          {change.isPending ? <Trans>One moment</Trans> : <Trans>Save</Trans>}
        </button>
        <button type="button" className="btn grow" onClick={() => setTyped(undefined)}>
          <Trans>Not now</Trans>
        </button>
      </div>
    </form>
  );
}
