import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { useState, type ReactNode } from 'react';
import type { Affected, BlockPreview, Outcome } from '#contract/blocks.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { AffectedSession } from './AffectedSession.tsx';
import { outcomeOf, usualOutcome, type OutcomeKey } from './closure-outcome.ts';

/** Who is in the way, and what becomes of each: all of it is saved at once, or nothing. */
export function DecideAffected(props: {
  preview: BlockPreview;
  error: unknown;
  isSaving: boolean;
  /** What is written on the button, once everything is decided. */
  save: ReactNode;
  onSave: (outcomes: Outcome[]) => void;
  onAgain: () => void;
}) {
  const { preview, error, isSaving, save, onSave, onAgain } = props;
  useLingui();
  const open = preview.affected.filter(({ isUnderWay }) => !isUnderWay);
  const [keys, setKeys] = useState(() => new Map(open.map((one) => [one.session, usualOutcome(one)])));
  const keyOf = (one: Affected): OutcomeKey => keys.get(one.session) ?? '';
  const outcomes = open.flatMap((one) => outcomeOf(one, keyOf(one)) ?? []);
  const undecided = open.length - outcomes.length;

  return (
    <>
      <p role="status">
        {preview.affected.length === 0 ? (
          <Trans>Nobody is in the way.</Trans>
        ) : (
          <Plural
            value={preview.affected.length}
            one="# appointment is in the way"
            other="# appointments are in the way"
          />
        )}
      </p>
      <ul className="lines ruled">
        {preview.affected.map((one) => (
          <AffectedSession
            key={one.session}
            affected={one}
            chosen={keyOf(one)}
            onChoose={(key) => setKeys(new Map([...keys, [one.session, key]]))}
          />
        ))}
      </ul>
      <Refused error={error} />
      {error ? (
        <button type="button" className="btn big" onClick={onAgain}>
          <Trans>Look again who is in the way</Trans>
        </button>
      ) : (
        <button
          type="button"
          className="btn pri big"
          disabled={undecided > 0}
          aria-busy={isSaving}
          onClick={() => !isSaving && onSave(outcomes)}
        >
          {isSaving ? (
            <Trans>One moment</Trans>
          ) : undecided > 0 ? (
            <Plural value={undecided} one="# still to decide" other="# still to decide" />
          ) : (
            save
          )}
        </button>
      )}
    </>
  );
}
