import { Plural, Trans } from '@lingui/react/macro';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { withWords } from '../../../i18n/catalogs/with-words.ts';
import { useMemory } from '../../../platform/chosen-slot.ts';
import type { Problem } from '../../../platform/problem.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { Search } from '../use-search.ts';

const RoomNeeds = withWords(async () => (await import('./RoomNeeds.tsx')).RoomNeeds);
const CodeField = withWords(async () => (await import('./CodeField.tsx')).CodeField);

type Part = 'needs' | 'code';

/** What few need, folded away but never hidden: needs that the room has to meet, and a partner's code. */
export function MoreWishes({ search, wrongCode }: { search: Search; wrongCode: Problem | undefined }) {
  const [open, setOpen] = useState<Part>();
  const { code } = useMemory();
  const { needs, wish } = search;
  const wanted = wish.features ?? [];
  useEffect(() => {
    if (wrongCode) setOpen('code');
  }, [wrongCode]);

  const fold = (part: Part, children: ReactNode) => (
    <button
      type="button"
      className="quick acc"
      aria-expanded={open === part}
      onClick={() => setOpen(open === part ? undefined : part)}
    >
      {children}
      <Icon name="down" small />
    </button>
  );
  return (
    <div className="more">
      <div className="row" style={{ gap: '0 var(--s3)', marginInlineStart: '-.5rem' }}>
        {needs.length > 0 &&
          fold(
            'needs',
            wanted.length === 0 ? (
              <Trans>Needs of the room</Trans>
            ) : (
              <Plural value={wanted.length} one="# need of the room" other="# needs of the room" />
            ),
          )}
        {fold('code', code ? <Trans>Your code goes along</Trans> : <Trans>I have a code</Trans>)}
      </div>
      {open === 'needs' && needs.length > 0 && (
        <Suspense>
          <RoomNeeds search={search} />
        </Suspense>
      )}
      {open === 'code' && (
        <Suspense>
          <CodeField problem={wrongCode} onDone={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
