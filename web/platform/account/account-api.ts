import type { NextStep } from '#contract/account/second-factor.ts';
import type { CodeWish, ContactWish, OwnContact, OwnContacts, SignUpAnswer, SignUpInput } from '#contract/sign-in.ts';
import { call } from '../api-client.ts';

/** Ways in and contacts: what no first screen has to carry. */
export const accountApi = {
  askCode: (body: CodeWish) => call<void>('/api/sign-in/code', { method: 'POST', body }),
  signInByCode: (code: string) =>
    call<NextStep | undefined>('/api/sign-in/code/check', { method: 'POST', body: { code } }),
  signUp: (body: SignUpInput) => call<SignUpAnswer>('/api/sign-up', { method: 'POST', body }),

  contacts: (signal?: AbortSignal) => call<OwnContacts>('/api/me/contacts', { signal }),
  beginContact: (body: ContactWish) => call<void>('/api/me/contacts', { method: 'POST', body }),
  addContact: (code: string) =>
    call<{ contact: OwnContact }>('/api/me/contacts/check', { method: 'POST', body: { code } }),
  removeContact: (id: string) => call<void>(`/api/me/contacts/${encodeURIComponent(id)}`, { method: 'DELETE' }),
};
