import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

const ICONS = { info: 'info', warn: 'attention', stop: 'stop', ok: 'tick', offline: 'offline' } as const;

/** A fact that matters now, what still works, and at most one filled action. Refusals interrupt, the rest waits its turn. */
export function Banner(props: {
  kind: keyof typeof ICONS;
  /** A refusal interrupts, however mildly it is drawn. */
  isRefusal?: boolean;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const { kind, isRefusal = kind === 'stop', title, children, actions } = props;
  const tone = kind === 'warn' || kind === 'stop' ? kind : '';
  return (
    <div className={`banner ${tone}`} role={isRefusal ? 'alert' : 'status'}>
      <Icon name={ICONS[kind]} />
      <div className="stack grow" style={{ gap: 'var(--s2)' }}>
        <div>
          {title && (
            <p>
              <b>{title}</b>
            </p>
          )}
          {children && <p>{children}</p>}
        </div>
        {actions && <div className="chips">{actions}</div>}
      </div>
    </div>
  );
}
