import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props {
  title: string;
  /** Where it is changed, or who can: the library. */
  change: string | 'at-the-desk' | undefined;
  children: ReactNode;
}

/** One group of what is held, under its name, with the way to change it. */
export function HeldPart({ title, change, children }: Props) {
  const { t } = useLingui();
  return (
    <section className="stack" style={{ gap: 'var(--s1)' }} aria-label={title}>
      <div className="row between" style={{ flexWrap: 'nowrap', minBlockSize: 'var(--tap)' }}>
        <h2 className="legend" style={{ marginBlockEnd: 0 }}>
          {title}
        </h2>
        {change !== undefined && change !== 'at-the-desk' && (
          <Link
            className="btn text"
            style={{ flex: 'none', paddingInlineEnd: 0, minInlineSize: 'var(--tap)', justifyContent: 'end' }}
            href={change}
            aria-label={t`Change: ${title}`}
          >
            <Trans>Change</Trans>
          </Link>
        )}
      </div>
      <div className="ruled">{children}</div>
      {change === 'at-the-desk' && (
        <p className="meta">
          <Trans>Is something wrong here? Ask at the desk.</Trans>
        </p>
      )}
    </section>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="lines">{children}</dl>;
}

/** What there is none of is left out. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  if (children === undefined || children === false || children === '') return null;
  return (
    <div className="kv" style={{ gridTemplateColumns: 'minmax(0, 8rem) minmax(0, 1fr)' }}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
