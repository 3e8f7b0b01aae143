import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent } from 'react';
import type { BlockRange, Outcome } from '#contract/blocks.ts';
import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { wallClock } from '../../../i18n/wall-clock.ts';
import { useBlock, useBlockPreview } from '../../../platform/queries/staff/counsellor-queries.ts';
import { HereAgain } from '../../../staff/look/HereAgain.tsx';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { useDraft } from '../../../staff/use-draft.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { SlotSkeleton } from '../../../ui/SlotSkeleton.tsx';
import { AffectedPart } from './AffectedPart.tsx';
import {
  decisionsFor,
  decisionsOf,
  freshDraft,
  illRange,
  rangeOf,
  type AwayForm,
  type AwayKind,
} from './away-draft.ts';
import { AwayRangePart } from './AwayRangePart.tsx';
import { SavedPart } from './SavedPart.tsx';

export interface AwayBegin {
  kind: AwayKind;
  date: LocalDate;
}

/** Time away in three steps: when; who is affected, and what becomes of each; who has to be told. */
export function AwaySheet(props: { begin: AwayBegin; days: Map<LocalDate, CounsellorDay>; onClose: () => void }) {
  const { begin, days, onClose } = props;
  const { kind, date } = begin;
  const { t } = useLingui();
  const { branch, now } = useBranchDay();
  const wall = wallClock(now, branch?.timeZone ?? 'UTC');
  const branchId = branch?.id ?? '';
  const fresh: AwayForm = { draft: freshDraft(kind, date, days.get(date), wall), made: [] };
  const [form, change, clear, source] = useDraft(`away ${kind} ${date}`, fresh);
  const { draft, range, made, saved } = form;
  const preview = useBlockPreview();
  const save = useBlock();

  const ask = (asked: BlockRange) => {
    save.reset();
    change({ ...form, range: asked });
    preview.mutate(asked, {
      onSuccess: ({ affected }) => {
        const decisions = decisionsFor(asked.kind, affected, decisionsOf(made));
        change({ ...form, range: asked, made: [...decisions.values()] });
      },
    });
  };
  const begun = useEffectEvent(() => {
    if (saved) return;
    // Who is ill has nothing to choose about when.
    if (kind === 'ill') ask(illRange(branchId, wall));
    else if (range) ask(range);
  });
  useEffect(() => {
    if (source !== 'unread') begun();
  }, [source]);

  const beginAnew = () => {
    preview.reset();
    clear();
  };
  const decide = (outcome: Outcome) =>
    change({ ...form, made: [...made.filter(({ session }) => session !== outcome.session), outcome] });
  const close = () => {
    if (saved) clear();
    onClose();
  };
  const titles: Record<AwayKind, string> = { block: t`Block time`, leave: t`Ask for leave`, ill: t`I am ill today` };
  return (
    <Sheet title={titles[draft.kind]} close={t`Close`} onClose={close}>
      <div className="stack">
        {source === 'kept' && !saved && <HereAgain onAnew={beginAnew} />}
        {source !== 'unread' && step()}
      </div>
    </Sheet>
  );

  function step() {
    if (saved) return <SavedPart answer={saved} onClose={close} />;
    if (!range) {
      return (
        <AwayRangePart
          {...{ draft, days }}
          onChange={(next) => change({ ...form, draft: next })}
          onAsk={() => ask(rangeOf(draft, branchId))}
        />
      );
    }
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
            range={range}
            decisions={decisionsOf(made)}
            affected={preview.data.affected}
            onDecide={decide}
            isSaving={save.isPending}
            error={save.error}
            onAgain={() => ask(range)}
            onSave={() =>
              save.mutate({ ...range, outcomes: made }, { onSuccess: (answer) => change({ ...form, saved: answer }) })
            }
          />
        )}
        {kind !== 'ill' && (
          <button type="button" className="btn text" onClick={() => change({ ...form, range: undefined })}>
            <Trans>Change the time</Trans>
          </button>
        )}
      </>
    );
  }
}
