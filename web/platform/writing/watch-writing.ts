import type { Health } from '#contract/health.ts';
import { call } from '../api-client.ts';
import { problemOf } from '../problem.ts';
import { onCannotWrite, setWritingStopped } from './writing-state.ts';

const AGAIN_MS = 4_000;
/** So that a library's screens do not all ask in step. */
const SPREAD_MS = 2_000;

/** After the first write that was refused, health is asked until writing is possible again; never while all is well. */
export function watchWriting(): void {
  let isAsking = false;

  const ask = async () => {
    const stands = await standing();
    // Without a network nothing is known: then the app says that, and this waits for it.
    if (stands !== 'unknown') setWritingStopped(stands === 'stopped');
    if (stands === 'open') isAsking = false;
    else setTimeout(() => void ask(), AGAIN_MS + Math.random() * SPREAD_MS);
  };

  onCannotWrite(() => {
    if (isAsking) return;
    isAsking = true;
    void ask();
  });
}

async function standing(): Promise<'open' | 'stopped' | 'unknown'> {
  try {
    return (await call<Health>('/api/health')).writes;
  } catch (error) {
    return problemOf(error).code === 'cannot_write' ? 'stopped' : 'unknown';
  }
}
