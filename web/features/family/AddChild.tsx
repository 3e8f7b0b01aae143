import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { childInitials } from '#domain/guardian/child-initials.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { problemOf } from '../../platform/problem.ts';
import { useAddChild } from '../../platform/queries/family-queries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Field } from '../../ui/Field.tsx';

/** What the child is called, and nothing else. What will be seen of it stands below while it is written. */
export function AddChild({ isFirst }: { isFirst: boolean }) {
  const { t } = useLingui();
  const add = useAddChild();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isWrong, setWrong] = useState(false);
  const shown = childInitials(name);

  if (!isOpen) {
    return (
      <button
        type="button"
        className={isFirst ? 'btn pri' : 'btn'}
        style={{ justifySelf: 'start' }}
        onClick={() => setOpen(true)}
      >
        {isFirst ? <Trans>Add a child</Trans> : <Trans>Add another child</Trans>}
      </button>
    );
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (shown === undefined) return setWrong(true);
    add.mutate(
      { name: name.trim() },
      {
        onSuccess: () => {
          setName('');
          setOpen(false);
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <Field
        label={t`What is the child called?`}
        hint={
          shown ? (
            <Trans>
              Others see <bdi>{shown}</bdi>
            </Trans>
          ) : (
            <Trans>A first name will do. Others see its first letter only.</Trans>
          )
        }
        wrong={isWrong && shown === undefined && <Trans>Write a name, or a letter that stands for it.</Trans>}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it has just been unfolded to be filled in
        autoFocus
      />
      {add.error && (
        <Banner kind="stop">
          <ProblemSentence problem={problemOf(add.error)} />
        </Banner>
      )}
      <div className="row">
        <button type="submit" className="btn pri grow" aria-busy={add.isPending}>
          {add.isPending ? <Trans>One moment</Trans> : <Trans>Add</Trans>}
        </button>
        <button type="button" className="btn grow" onClick={() => setOpen(false)}>
          <Trans>Not now</Trans>
        </button>
      </div>
    </form>
  );
}
