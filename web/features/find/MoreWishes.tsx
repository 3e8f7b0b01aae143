import { Plural, Trans } from '@lingui/react/macro';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { Feature } from '#domain/network.ts';
import { loadArea } from '../../i18n/i18n.ts';
import { useMemory } from '../../platform/chosen-slot.ts';
import type { Problem } from '../../platform/problem.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Search } from './use-search.ts';

const CodeField = lazy(async () => {
  const [{ CodeField: component }] = await Promise.all([import('./CodeField.tsx'), loadArea('problems')]);
  return { default: component };
});

type Part = 'needs' | 'code';

/** What few need, folded away but never hidden: needs that the room has to meet, and a partner's code. */
export function MoreWishes({ search, wrongCode }: { search: Search; wrongCode: Problem | undefined }) {
  const [open, setOpen] = useState<Part>();
  const { code } = useMemory();
  const { needs, need, wish } = search;
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
        <div className="chips">
          {needs.map((feature) => (
            <Chip key={feature} checked={wanted.includes(feature)} onChange={(on) => need(feature, on)}>
              <FeatureName feature={feature} />
            </Chip>
          ))}
        </div>
      )}
      {open === 'code' && (
        <Suspense>
          <CodeField problem={wrongCode} onDone={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function FeatureName({ feature }: { feature: Feature }) {
  switch (feature) {
    case 'step-free':
      return <Trans>Step-free</Trans>;
    case 'hearing-loop':
      return <Trans>Hearing loop</Trans>;
    case 'quiet-entrance':
      return <Trans>Quiet entrance</Trans>;
    case 'child-friendly':
      return <Trans>Child-friendly</Trans>;
    default:
      return feature;
  }
}
