/**
 * One key per intent, kept before it is sent: a tap whose answer was lost is sent again under the same key, also after the
 * page was closed and opened, and has one effect. The key goes once the API has said yes or no.
 */

const PREFIX = 'quietroom-intent:';

/** `intent` says what is wanted, with everything that makes it another wish: `hold …`, `cancel …`. */
export async function withIntent<T>(intent: string, send: (key: string) => Promise<T>): Promise<T> {
  const key = keyOf(intent);
  try {
    const answer = await send(key);
    forget(intent);
    return answer;
  } catch (error) {
    if (isAnswer(error)) forget(intent);
    throw error;
  }
}

function keyOf(intent: string): string {
  const kept = storage()?.getItem(PREFIX + intent);
  if (kept) return kept;

  const key = crypto.randomUUID();
  storage()?.setItem(PREFIX + intent, key);
  return key;
}

function forget(intent: string): void {
  storage()?.removeItem(PREFIX + intent);
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
