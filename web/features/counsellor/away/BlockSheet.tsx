import { Trans, useLingui } from '@lingui/react/macro';
import type { Block } from '#contract/blocks.ts';
import { useRemoveBlock } from '../../../platform/queries/staff/counsellor-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { blockWord, rangeWord } from './away-words.ts';

/** Time that was taken away, and how to give it back. */
export function BlockSheet({ block, onClose }: { block: Block; onClose: () => void }) {
  const { t } = useLingui();
  const remove = useRemoveBlock();
  return (
    <Sheet title={blockWord(block.kind)} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <p>
          <b>{rangeWord(block)}</b>
        </p>
        <p className="sec">
          <Trans>
            Removed, this time can be booked again. What was moved or cancelled for it stays moved or cancelled.
          </Trans>
        </p>
        <Refused error={remove.error} offline={<Trans>Nothing was changed.</Trans>} />
        <button
          type="button"
          className="btn stop full"
          aria-busy={remove.isPending}
          onClick={() => !remove.isPending && remove.mutate({ id: block.id }, { onSuccess: onClose })}
        >
          {remove.isPending ? <Trans>One moment</Trans> : <Trans>Remove it</Trans>}
        </button>
      </div>
    </Sheet>
  );
}
