import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import type { BlockAnswer } from '#contract/blocks.ts';
import { TellList } from '../../../staff/look/TellList.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { blockWord, rangeWord } from './away-words.ts';

/** Saved, all of it; and who has to hear of it from a person. */
export function SavedPart({ answer, onClose }: { answer: BlockAnswer; onClose: () => void }) {
  useLingui();
  const { block, tell } = answer;
  return (
    <>
      <Banner kind="ok" title={<Trans>Saved</Trans>}>
        {blockWord(block.kind)}: {rangeWord(block)}
      </Banner>
      <TellList tell={tell} />
      <button type="button" className="btn pri big full" onClick={onClose}>
        <Trans>Close</Trans>
      </button>
    </>
  );
}
