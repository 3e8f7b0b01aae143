import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import type { Affected, BlockRange, Outcome } from '#contract/blocks.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { problemOf } from '../../../platform/problem.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { AffectedRow } from './AffectedRow.tsx';
import { undecided, type Decisions } from './away-draft.ts';
import { rangeWord } from './away-words.ts';

/** Who is affected, before anything is saved. Each of them is decided here; all of it is saved at once, or nothing. */
export function AffectedPart(props: {
  range: BlockRange;
  affected: Affected[];
  decisions: Decisions;
  onDecide: (outcome: Outcome) => void;
  isSaving: boolean;
  error: unknown;
  onAgain: () => void;
  onSave: () => void;
}) {
  const { range, affected, decisions, onDecide, isSaving, error, onAgain, onSave } = props;
  useLingui();
  const toDecide = undecided(affected);
  const open = toDecide.filter(({ session }) => !decisions.has(session)).length;
  const underWay = affected.length - toDecide.length;
  const isChanged = error !== null && problemOf(error).status === 409;

  return (
    <>
      <p>
        <b>{rangeWord({ localStart: range.from, localEnd: range.until })}</b>
      </p>
      {toDecide.length === 0 ? (
        <p className="ok-line">
          <Icon name="tick" small />
          <Trans>Nobody is affected.</Trans>
        </p>
      ) : (
        <>
          <h3>
            <Plural value={toDecide.length} one="# appointment is affected" other="# appointments are affected" />
          </h3>
          <ul className="lines ruled affected">
            {toDecide.map((one) => (
              <AffectedRow key={one.session} one={one} chosen={decisions.get(one.session)} onDecide={onDecide} />
            ))}
          </ul>
        </>
      )}
      {underWay > 0 && (
        <p className="sec">
          <Plural
            value={underWay}
            one="# appointment has begun already and stays as it is."
            other="# appointments have begun already and stay as they are."
          />
        </p>
      )}
      <Refused error={error} offline={<Trans>Nothing was saved.</Trans>} />
      {isChanged ? (
        <button type="button" className="btn pri big full" onClick={onAgain}>
          <Trans>Look again who is affected</Trans>
        </button>
      ) : (
        <button
          type="button"
          className="btn pri big full"
          disabled={open > 0}
          aria-busy={isSaving}
          onClick={() => !isSaving && onSave()}
        >
          <Trans>Save all of it</Trans>
        </button>
      )}
      {open > 0 && (
        <p className="meta" role="status">
          <Plural value={open} one="# still has to be decided." other="# still have to be decided." />
        </p>
      )}
    </>
  );
}
