import type { NextStep } from '#contract/account/second-factor.ts';
import type { Prices } from '#contract/bookings.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import type { CardSignIn, Me, PasswordSignIn, SignInWays } from '#contract/sign-in.ts';
import type { Slots } from '#contract/slots.ts';
import { Problem } from './problem.ts';

/** The only caller of fetch. One typed function per call of the API; every "no" comes back as a thrown Problem. */

/** Libraries' lines are slow, and a held slot waits for nobody: by then it is better to say so. */
const PATIENCE_MS = 15_000;

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

export async function call<T>(path: string, asked: Call = {}): Promise<T> {
  const { method = 'GET', body, key, signal, keepalive = false, isNobodys } = asked;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const giveUp = () => patience.abort();
  signal?.addEventListener('abort', giveUp);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      keepalive,
      credentials: isNobodys ? 'omit' : 'same-origin',
      headers: {
        'x-quietroom-release': __RELEASE__,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: patience.signal,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(method === 'GET' || !navigator.onLine ? 'offline' : 'unclear');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }

  const answer = parsed(text);
  if (!response.ok) throw problemIn(answer, response);
  if (answer === undefined && response.status !== 204) throw new Problem('unclear', response.status);
  return answer as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemIn(answer: unknown, { status, headers }: Response): Problem {
  const { code, facts = {}, faults = [] } = (answer ?? {}) as Partial<Problem>;
  const retryAfter = Number(headers.get('retry-after'));
  const all = retryAfter > 0 ? { retryAfterSec: retryAfter, ...facts } : facts;
  // A gateway's own error page, a restart in between: what happened is not known.
  return new Problem(code ?? (status === 0 || status >= 500 ? 'unclear' : 'internal'), status, all, faults);
}

export const api = {
  catalogue: (signal?: AbortSignal) => call<Catalogue>('/api/catalogue', { signal }),
  slots: (query: Record<string, string>, signal?: AbortSignal) =>
    call<Slots>(`/api/slots?${new URLSearchParams(query).toString()}`, { signal }),

  me: (signal?: AbortSignal) => call<Me>('/api/me', { signal }),
  signInWithCard: (body: CardSignIn) => call<NextStep | undefined>('/api/sign-in/card', { method: 'POST', body }),
  signInWithPassword: (body: PasswordSignIn) =>
    call<NextStep | undefined>('/api/sign-in/password', { method: 'POST', body }),
  signInWays: (signal?: AbortSignal) => call<SignInWays>('/api/sign-in/ways', { signal }),
  signOut: () => call<void>('/api/sign-out', { method: 'POST', body: {}, keepalive: true }),

  prices: (signal?: AbortSignal) => call<Prices>('/api/me/prices', { signal }),
};
