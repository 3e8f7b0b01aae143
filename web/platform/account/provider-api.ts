import type { BeginProviderInput, OwnProvider, ProviderAnswer, ProviderStep } from '#contract/account/provider.ts';
import type { NextStep } from '#contract/account/second-factor.ts';
import { call } from '../api-client.ts';
import { Problem } from '../problem.ts';

const post = <T>(path: string, body: object = {}) => call<T>(path, { method: 'POST', body });

/** The library's own provider of sign-ins, for those who work here. */
export const providerApi = {
  begin: (body: BeginProviderInput) => post<ProviderStep>('/api/sign-in/provider', body),
  finish: (answer: ProviderAnswer) => post<NextStep | undefined>('/api/sign-in/provider/finish', answer),

  own: (signal?: AbortSignal) => call<OwnProvider>('/api/me/provider', { signal }),
  beginLink: () => post<ProviderStep>('/api/me/provider/link'),
  finishLink: (answer: ProviderAnswer) => post<void>('/api/me/provider/link/finish', answer),
  remove: () => post<void>('/api/me/provider/remove'),
};

/** The browser leaves the app. @throws Problem where the address is none of the web's */
export function goThere({ url }: ProviderStep): void {
  if (!/^https?:\/\//.test(url)) throw new Problem('unclear');
  location.assign(url);
}

/** What the provider had the browser bring. */
export interface BroughtBack {
  answer: ProviderAnswer | undefined;
  /** One's account there was to be linked, not to sign in with. */
  isLink: boolean;
  /** It, or the person, said no. */
  isRefused: boolean;
}

/** From the address that it sent the browser back to. */
export function broughtBack(search: string): BroughtBack {
  const said = new URLSearchParams(search);
  const [code, state, iss] = ['code', 'state', 'iss'].map((name) => said.get(name) ?? undefined);
  return {
    answer: code !== undefined && state !== undefined ? { code, state, ...(iss !== undefined && { iss }) } : undefined,
    isLink: state?.startsWith('link.') ?? false,
    isRefused: said.has('error'),
  };
}
