/** The only caller of fetch. What is asked before the app is there has its answer wait here. */

/** Libraries' lines are slow, and a held slot waits for nobody: by then it is better to say so. */
export const PATIENCE_MS = 15_000;

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: object;
  /** One key per intent: the same intent sent twice has one effect. */
  key?: string;
  signal?: AbortSignal | undefined;
  /** Goes through even if the page is closed meanwhile. */
  keepalive?: boolean;
  /** Nobody's sign-in goes along: what is sent says itself whose it is. */
  isNobodys?: boolean;
}

const early = new Map<string, { answer: Promise<Response>; giveUp: AbortController }>();

/** For what is public and certain to be asked for: whoever asks first takes this answer. */
export function askEarly(path: string): void {
  const giveUp = new AbortController();
  const answer = ask(path, {}, giveUp.signal);
  // Who takes it hears of what went wrong.
  answer.catch(() => undefined);
  early.set(path, { answer, giveUp });
}

/** The answer as soon as it begins to come; whoever asks reads it. */
export function ask(path: string, asked: Call, signal: AbortSignal): Promise<Response> {
  const { method = 'GET', body, key, keepalive = false, isNobodys } = asked;
  const waiting = method === 'GET' ? early.get(path) : undefined;
  if (waiting) {
    early.delete(path);
    signal.addEventListener('abort', () => waiting.giveUp.abort());
    return waiting.answer;
  }
  return fetch(path, {
    method,
    keepalive,
    credentials: isNobodys ? 'omit' : 'same-origin',
    headers: {
      'x-quietroom-release': __RELEASE__,
      ...(body && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal,
  });
}
