import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import {
  useMerge,
  useMergePreview,
  usePatronMerges,
  useUndoMerge,
} from '../../../../platform/queries/staff/arranged-queries.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../../ui/Banner.tsx';
import { Field } from '../../../../ui/Field.tsx';
import { MergeCompare } from './MergeCompare.tsx';
import { UndoMergeLine } from './UndoMergeLine.tsx';

/** Somebody came with a code card and has shown a library card since: two records of one person become one. */
export function MergePart({ patron, branch, isOffline }: { patron: string; branch: string; isOffline: boolean }) {
  const { t } = useLingui();
  const known = usePatronMerges(patron, branch);
  const preview = useMergePreview();
  const merge = useMerge();
  const undo = useUndoMerge();
  const [, go] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [card, setCard] = useState('');

  const ask = (event: FormEvent) => {
    event.preventDefault();
    merge.reset();
    if (card.trim() !== '') preview.mutate({ branch, codeCardPatron: patron, card: card.trim() });
  };

  return (
    <>
      {undo.data && <Undone patron={undo.data.merge.codeCardPatron} />}
      {known.data?.merges.map((one) => (
        <UndoMergeLine key={one.id} merge={one} undo={undo} isOffline={isOffline} />
      ))}
      {known.data?.isCodeCard && !isOpen && (
        <button type="button" className="btn start" disabled={isOffline} onClick={() => setOpen(true)}>
          <Trans>This person has shown a library card</Trans>
        </button>
      )}
      {known.data?.isCodeCard && isOpen && (
        <section className="stack slip-in boxed">
          <h2>
            <Trans>One person, two cards</Trans>
          </h2>
          <form className="stack" onSubmit={ask}>
            <Field
              label={t`Number of the library card`}
              hint={t`Take it from the card itself. The look is written down.`}
              autoComplete="off"
              inputMode="numeric"
              value={card}
              onChange={(event) => {
                setCard(event.target.value);
                preview.reset();
              }}
            />
            {!preview.data?.kept && (
              <button
                type="submit"
                className="btn pri start"
                aria-busy={preview.isPending}
                disabled={isOffline || card.trim() === ''}
              >
                {preview.isPending ? <Trans>One moment</Trans> : <Trans>Look up the card</Trans>}
              </button>
            )}
          </form>
          <Refused error={preview.error} />
          {preview.data && preview.data.found !== 'library_card' && <NotFound found={preview.data.found} />}
          {preview.data?.kept && (
            <MergeCompare
              preview={preview.data}
              error={merge.error}
              isMerging={merge.isPending}
              onMerge={(kept) =>
                merge.mutate(
                  { branch, codeCardPatron: patron, patron: kept },
                  { onSuccess: () => go(`/desk/patrons/${encodeURIComponent(kept)}`, { replace: true }) },
                )
              }
            />
          )}
          <button type="button" className="btn text start" onClick={() => setOpen(false)}>
            <Trans>Let it be</Trans>
          </button>
        </section>
      )}
    </>
  );
}

function NotFound({ found }: { found: 'nobody' | 'same_person' | 'code_card' }) {
  return (
    <Banner kind="info">
      {found === 'nobody' && <Trans>No card has this number. Check it with the person.</Trans>}
      {found === 'same_person' && <Trans>This is the code card itself. The library card is the other one.</Trans>}
      {found === 'code_card' && <Trans>This is another code card. A library card is needed.</Trans>}
    </Banner>
  );
}

function Undone({ patron }: { patron: string }) {
  return (
    <Banner
      kind="ok"
      title={<Trans>Undone</Trans>}
      actions={
        <Link className="btn" href={`/desk/patrons/${encodeURIComponent(patron)}`}>
          <Trans>Go to the code card</Trans>
        </Link>
      }
    >
      <Trans>Everything is back under the code card. Whoever signed in since has to sign in again.</Trans>
    </Banner>
  );
}
