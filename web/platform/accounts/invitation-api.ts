import type { AcceptInput, InvitedAs, LookInput } from '#contract/account/invitations.ts';
import type { NextStep } from '#contract/account/second-factor.ts';
import { call } from '../api-client.ts';

/** For whoever has the secret of an invitation, which travels in the body alone. */
export const invitationApi = {
  look: (body: LookInput, signal?: AbortSignal) =>
    call<InvitedAs>('/api/invitations/look', { method: 'POST', body, signal }),
  accept: (body: AcceptInput) => call<NextStep | void>('/api/invitations/accept', { method: 'POST', body }),
};
