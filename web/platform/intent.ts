import { hashText } from './text-hash.ts';

/**
 * One key per intent, kept before it is sent: a tap whose answer was lost is sent again under the same key, also after the
 * page was closed and opened, and has one effect. The key goes once the API has said yes or no. What is wanted stands there
 * as a hash only: the tab's storage is not the place to read what somebody is looking for.
 */

const PREFIX = 'quietroom-intent:';

/** `intent` says what is wanted, with everything that makes it another wish: `hold …`, `cancel …`. */
export async function withIntent<T>(intent: string, send: (key: string) => Promise<T>): Promise<T> {
  const name = PREFIX + (await hashText(intent));
  try {
    const answer = await send(keyOf(name));
    storage()?.removeItem(name);
    return answer;
  } catch (error) {
    if (isAnswer(error)) storage()?.removeItem(name);
    throw error;
  }
}

/** On sign-out and on leaving: what was under way is nobody's business any more. */
export function forgetIntents(): void {
  const kept = storage();
  if (!kept) return;
  for (const name of Object.keys(kept)) if (name.startsWith(PREFIX)) kept.removeItem(name);
}

function keyOf(name: string): string {
  const kept = storage()?.getItem(name);
  if (kept) return kept;

  const key = crypto.randomUUID();
  storage()?.setItem(name, key);
  return key;
}

/** A refusal below 500 is an answer; `twin_running` is not, nor is anything that leaves it open what happened. */
function isAnswer(error: unknown): boolean {
  const { status = 0, code } = error as { status?: number; code?: string };
  return status >= 400 && status < 500 && status !== 429 && code !== 'twin_running';
}

function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
