import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import type { Merge } from '#contract/desk-work/merges.ts';
import { clockAt, dateAt, joined, shortDay } from '../../../../i18n/format.ts';
import type { useUndoMerge } from '../../../../platform/queries/staff/arranged-queries.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { useBranchDay } from '../../../../staff/use-branch-day.ts';
import { Banner } from '../../../../ui/Banner.tsx';

/** Merged, and for a day not for good. */
export function UndoMergeLine(props: { merge: Merge; undo: ReturnType<typeof useUndoMerge>; isOffline: boolean }) {
  const { merge, undo, isOffline } = props;
  useLingui();
  const { branch } = useBranchDay();
  const zone = branch?.timeZone;
  const until = joined([shortDay(dateAt(merge.undoUntil, zone)), clockAt(merge.undoUntil, zone)]);

  return (
    <>
      <Banner
        kind="ok"
        title={<Trans>Merged with a code card</Trans>}
        actions={
          <button
            type="button"
            className="btn"
            aria-busy={undo.isPending}
            disabled={isOffline}
            onClick={() => !undo.isPending && undo.mutate({ id: merge.id })}
          >
            {undo.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
          </button>
        }
      >
        <Plural value={merge.bookings} one="# appointment went over." other="# appointments went over." />{' '}
        <Trans>It can be undone until {until}.</Trans>
      </Banner>
      <Refused error={undo.error} />
    </>
  );
}
