import { Trans } from '@lingui/react/macro';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { Problem } from '../../../platform/problem.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { Choice } from './use-choose.ts';

/** What became of the last choice stays in sight, wherever on the page it was made. */
export function SavedLine({ choice: { outcome, undo } }: { choice: Choice }) {
  const isRefused = outcome instanceof Problem;
  return (
    <div className={outcome ? 'toast' : undefined} style={{ borderRadius: 'var(--r2)' }}>
      <p role="status" className="row" style={{ gap: 'var(--s2)', minBlockSize: outcome && 'var(--tap)' }}>
        {(outcome === 'saved' || outcome === 'undone') && <Icon name="tick" small />}
        {outcome === 'saving' && <Trans>One moment</Trans>}
        {outcome === 'saved' && <Trans>Saved</Trans>}
        {outcome === 'undone' && <Trans>As it was before</Trans>}
      </p>
      {outcome === 'saved' && undo && (
        <button type="button" className="btn" onClick={undo}>
          <Trans>Undo</Trans>
        </button>
      )}
      {isRefused && <NotSaved problem={outcome} />}
    </div>
  );
}

function NotSaved({ problem }: { problem: Problem }) {
  const isOffline = problem.code === 'offline';
  return (
    <p role="alert" className="row grow" style={{ gap: 'var(--s2)', flexWrap: 'nowrap', alignItems: 'start' }}>
      <Icon name={isOffline ? 'offline' : 'stop'} />
      <span className="grow">
        <b className="blk">
          <Trans>Not saved</Trans>
        </b>
        {isOffline ? (
          <Trans>This needs a network. What you had chosen before still holds.</Trans>
        ) : (
          <ProblemSentence problem={problem} />
        )}
      </span>
    </p>
  );
}
