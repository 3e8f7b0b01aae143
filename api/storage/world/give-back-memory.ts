import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 clear up and close its ranks once, and give the system what is left over: after a large reading it holds twice of what
 * is alive, for good where little is asked of it afterwards. Everybody waits meanwhile: 0.3 to 0.5 s with 180 MB alive (measured).
 */
export async function giveBackMemory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  setFlagsFromString('--no-expose-gc');
  // Of the gentler ways none moves what is alive together: pages that are half empty stay with the process (measured).
  await collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
}
