import type { EndedSignIns, OwnSignIns } from '#contract/account/own-sign-ins.ts';
import type { ChangePasswordInput, FactorSetUp, RecoveryCodes, SecondFactor } from '#contract/account/second-factor.ts';
import type { Passkeys } from '#contract/account/passkeys.ts';
import { call } from '../api-client.ts';

const post = <T>(path: string, body: object = {}) => call<T>(path, { method: 'POST', body });

/** How one's own account is kept: nothing of it is in the first screen's code. */
export const securityApi = {
  passSecondFactor: (code: string) => post<void>('/api/sign-in/second-factor', { code }),

  signIns: (signal?: AbortSignal) => call<OwnSignIns>('/api/me/sign-ins', { signal }),
  endSignIn: (id: string) => post<void>(`/api/me/sign-ins/${encodeURIComponent(id)}/end`),
  endOtherSignIns: () => post<EndedSignIns>('/api/me/sign-ins/end-others'),

  secondFactor: (signal?: AbortSignal) => call<SecondFactor>('/api/me/second-factor', { signal }),
  setUpAuthenticator: () => post<FactorSetUp>('/api/me/second-factor/set-up'),
  confirmAuthenticator: (code: string) => post<RecoveryCodes>('/api/me/second-factor/confirm', { code }),
  removeAuthenticator: () => post<void>('/api/me/second-factor/remove'),
  renewRecoveryCodes: () => post<RecoveryCodes>('/api/me/recovery-codes'),
  passkeys: (signal?: AbortSignal) => call<Passkeys>('/api/me/passkeys', { signal }),
  namePasskey: ({ id, name }: { id: string; name: string }) =>
    post<void>(`/api/me/passkeys/${encodeURIComponent(id)}/name`, { name }),
  removePasskey: (id: string) => post<void>(`/api/me/passkeys/${encodeURIComponent(id)}/remove`),
  changePassword: (body: ChangePasswordInput) => post<void>('/api/me/password', body),
};
