import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { useLookUp } from '../../../../platform/queries/staff/desk-queries.ts';
import { useNameGuardian } from '../../../../platform/queries/staff/family-at-desk.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { Field } from '../../../../ui/Field.tsx';

/** Somebody at the counter, by the card that they show. */
export function NameGuardian({ patron, branch, isOffline }: { patron: string; branch: string; isOffline: boolean }) {
  const { t } = useLingui();
  const lookUp = useLookUp();
  const name = useNameGuardian();
  const [isOpen, setOpen] = useState(false);
  const [card, setCard] = useState('');
  const isNobody = lookUp.data?.found.length === 0;

  if (!isOpen) {
    return (
      <button type="button" className="btn start" disabled={isOffline} onClick={() => setOpen(true)}>
        <Trans>Name a guardian</Trans>
      </button>
    );
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    const typed = card.trim();
    if (typed === '') return;
    name.reset();
    lookUp.mutate(
      { branch, card: typed },
      {
        onSuccess: ({ found: [only] }) => {
          if (only) name.mutate({ id: patron, branch, guardian: only.patron });
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={save}>
      <Field
        label={t`Card of the guardian`}
        hint={t`Take it from the card itself. The look is written down.`}
        wrong={isNobody && <Trans>No card has this number. Check it with the person.</Trans>}
        autoComplete="off"
        inputMode="numeric"
        dir="ltr"
        value={card}
        onChange={(event) => {
          setCard(event.target.value);
          lookUp.reset();
        }}
      />
      <Refused error={lookUp.error ?? name.error} />
      <div className="row">
        <button
          type="submit"
          className="btn pri"
          disabled={isOffline || card.trim() === ''}
          aria-busy={lookUp.isPending || name.isPending}
        >
          {lookUp.isPending || name.isPending ? <Trans>One moment</Trans> : <Trans>Name them</Trans>}
        </button>
        <button type="button" className="btn" onClick={() => setOpen(false)}>
          <Trans>Let it be</Trans>
        </button>
      </div>
    </form>
  );
}
