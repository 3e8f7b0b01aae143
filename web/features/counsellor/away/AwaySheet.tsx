import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useState } from 'react';
import type { BlockRange, Outcome } from '#contract/blocks.ts';
import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { wallClock } from '../../../i18n/wall-clock.ts';
import { useBlock, useBlockPreview } from '../../../platform/queries/staff/counsellor-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { SlotSkeleton } from '../../../ui/SlotSkeleton.tsx';
import { AffectedPart } from './AffectedPart.tsx';
import { decisionsFor, freshDraft, illRange, rangeOf, type AwayKind, type Decisions } from './away-draft.ts';
import { AwayRangePart } from './AwayRangePart.tsx';
import { SavedPart } from './SavedPart.tsx';

export interface AwayBegin {
  kind: AwayKind;
  date: LocalDate;
}

/** Time away in three steps: when; who is affected, and what becomes of each; who has to be told. */
export function AwaySheet(props: { begin: AwayBegin; days: Map<LocalDate, CounsellorDay>; onClose: () => void }) {
  const { begin, days, onClose } = props;
  const { t } = useLingui();
  const { branch, now } = useBranchDay();
  const wall = wallClock(now, branch?.timeZone ?? 'UTC');
  const [draft, setDraft] = useState(() => freshDraft(begin.kind, begin.date, days.get(begin.date), wall));
  const [range, setRange] = useState<BlockRange>();
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const preview = useBlockPreview();
  const save = useBlock();
  const branchId = branch?.id ?? '';

  const ask = (asked: BlockRange) => {
    save.reset();
    setRange(asked);
    preview.mutate(asked, {
      onSuccess: ({ affected }) => setDecisions((made) => decisionsFor(asked.kind, affected, made)),
    });
  };
  // Who is ill has nothing to choose about when.
  const askAtOnce = useEffectEvent(() => begin.kind === 'ill' && ask(illRange(branchId, wall)));
  useEffect(() => void askAtOnce(), []);

  const decide = (outcome: Outcome) => setDecisions((made) => new Map(made).set(outcome.session, outcome));
  const titles: Record<AwayKind, string> = { block: t`Block time`, leave: t`Ask for leave`, ill: t`I am ill today` };
  return (
    <Sheet title={titles[draft.kind]} close={t`Close`} onClose={onClose}>
      <div className="stack">{step()}</div>
    </Sheet>
  );

  function step() {
    if (save.data) return <SavedPart answer={save.data} onClose={onClose} />;
    if (!range)
      return <AwayRangePart {...{ draft, days }} onChange={setDraft} onAsk={() => ask(rangeOf(draft, branchId))} />;
    const offline = <Trans>Who is affected is known only to the library’s system. Nothing was saved.</Trans>;
    return (
      <>
        {preview.isPending && <SlotSkeleton label={t`Looking up who is affected`} />}
        <Refused error={preview.error} offline={offline} />
        {preview.error && (
          <button type="button" className="btn pri big full" onClick={() => ask(range)}>
            <Trans>Try again</Trans>
          </button>
        )}
        {preview.data && (
          <AffectedPart
            {...{ range, decisions }}
            affected={preview.data.affected}
            onDecide={decide}
            isSaving={save.isPending}
            error={save.error}
            onAgain={() => ask(range)}
            onSave={() => save.mutate({ ...range, outcomes: [...decisions.values()] })}
          />
        )}
        {begin.kind !== 'ill' && (
          <button type="button" className="btn text" onClick={() => setRange(undefined)}>
            <Trans>Change the time</Trans>
          </button>
        )}
      </>
    );
  }
}
