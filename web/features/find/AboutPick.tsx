import { Trans } from '@lingui/react/macro';
import { Suspense, useState } from 'react';
import { withWords } from '../../i18n/catalogs/with-words.ts';
import type { Search } from './use-search.ts';

const TopicSheet = withWords(async () => (await import('./TopicSheet.tsx')).TopicSheet);

/** What it is about, in plain words, and the way to change it. */
export function AboutPick({ search }: { search: Search }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="pick" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="grow">
          <span className="k">
            <Trans>About</Trans>
          </span>
          <span className="v">{search.topic?.word}</span>
        </span>
        <span className="chg">
          <Trans>Change</Trans>
        </span>
      </button>
      {isOpen && (
        <Suspense>
          <TopicSheet search={search} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
