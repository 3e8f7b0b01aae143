import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { MergePreview, MergeSide, Overlap } from '#contract/desk-work/merges.ts';
import { clock, joined, shortDay } from '../../../../i18n/format.ts';
import { problemOf } from '../../../../platform/problem.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../../ui/Banner.tsx';

/** Both side by side, and what stands in the way; no topic, no name. */
export function MergeCompare(props: {
  preview: MergePreview;
  error: unknown;
  isMerging: boolean;
  onMerge: (patron: string) => void;
}) {
  const { preview, error, isMerging, onMerge } = props;
  const { t } = useLingui();
  const { gone, kept } = preview;
  const problem = error ? problemOf(error) : undefined;
  const isBusy = problem?.code === 'patron_busy';
  const overlaps = isBusy ? ((problem.facts['overlaps'] ?? []) as Overlap[]) : preview.overlaps;
  if (!kept) return null;

  return (
    <>
      <div className="merge-sides">
        <Side title={<Trans>Code card</Trans>} side={gone} />
        <Side title={<Trans>Library card</Trans>} side={kept} />
      </div>
      {overlaps.length > 0 || isBusy ? (
        <Banner kind="warn" title={<Trans>Both have an appointment at one time</Trans>}>
          {overlaps.map((one) => (
            <span key={one.gone.booking ?? one.gone.localStart} className="blk">
              {placeWord(one.gone)} – {placeWord(one.kept)}
            </span>
          ))}
          <Trans>Move or cancel one of the two first, then look up the card again.</Trans>
        </Banner>
      ) : (
        <>
          <p className="sec">
            <Trans>
              Appointments, notes, payments and concessions go over to the library card. The code card goes on opening
              it. For a day it can be undone.
            </Trans>
          </p>
          <Refused error={error} />
          <button
            type="button"
            className="btn pri big"
            aria-busy={isMerging}
            onClick={() => !isMerging && onMerge(kept.patron)}
          >
            {isMerging ? <Trans>One moment</Trans> : <Trans>They are one person: merge</Trans>}
          </button>
        </>
      )}
    </>
  );

  function placeWord({ localStart, alias }: Overlap['kept']): string {
    const time = joined([shortDay(localStart.slice(0, 10)), clock(localStart)]);
    return alias === undefined ? t`${time}, at another library` : `${time} ${alias}`;
  }
}

function Side({ title, side }: { title: ReactNode; side: MergeSide }) {
  return (
    <section>
      <h3>{title}</h3>
      <p>
        <b>{side.alias ?? <Trans>Without an alias</Trans>}</b>
      </p>
      <p className="sec">
        <Plural value={side.bookings} one="# appointment ahead" other="# appointments ahead" />
        <span className="blk">
          <Plural value={side.entitlements} one="# concession" other="# concessions" />
        </span>
      </p>
    </section>
  );
}
