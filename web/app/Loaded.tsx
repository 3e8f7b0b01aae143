import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

type Load = () => Promise<ComponentType>;

const come = new WeakMap<Load, ComponentType>();

/**
 * A component that is fetched when it is needed, once per `load`. React's own way shows it 300 ms late, since it spares people
 * fallbacks that flash; a desk without a network has no 300 ms to spare.
 */
export function Loaded({ load, children }: { load: Load; children?: ReactNode }) {
  const [state, setState] = useState<{ Page?: ComponentType | undefined; error?: unknown }>({ Page: come.get(load) });
  useEffect(() => {
    load().then(
      (Page) => {
        come.set(load, Page);
        setState({ Page });
      },
      (error: unknown) => setState({ error }),
    );
  }, [load]);

  if (state.error) throw state.error;
  return state.Page ? <state.Page /> : children;
}
