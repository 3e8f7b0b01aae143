import type { NextStep } from '#contract/account/second-factor.ts';
import type { Prices } from '#contract/bookings.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import type { CardSignIn, Me, PasswordSignIn, SignInWays } from '#contract/sign-in.ts';
import type { Slots } from '#contract/slots.ts';
import { ask, PATIENCE_MS, type Call } from './early/ask.ts';
import { Problem } from './problem.ts';
import { heardCannotWrite } from './writing/writing-state.ts';

/** One typed function per call of the API; every "no" comes back as a thrown Problem. */

export async function call<T>(path: string, asked: Call = {}): Promise<T> {
  const { method = 'GET', signal } = asked;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const giveUp = () => patience.abort();
  signal?.addEventListener('abort', giveUp);
  let response: Response;
  let text: string;
  try {
    response = await ask(path, asked, patience.signal);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(method === 'GET' || !navigator.onLine ? 'offline' : 'unclear');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }

  if (!response.ok) throw problemIn(text, response);
  const answer = parsed(text);
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

export function problemIn(text: string, { status, headers }: Response): Problem {
  const { code, facts = {}, faults = [] } = (parsed(text) ?? {}) as Partial<Problem>;
  const retryAfter = Number(headers.get('retry-after'));
  const all = retryAfter > 0 ? { retryAfterSec: retryAfter, ...facts } : facts;
  if (code === 'cannot_write') heardCannotWrite();
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
