import type { InvitationInput, Invitations, MadeInvitation, RoleInput, Staff } from '#contract/account/staff.ts';
import type { OldCrisisLines } from '#contract/oversight/crisis-lines.ts';
import { call } from '../api-client.ts';

const of = (person: string) => `/api/staff/${encodeURIComponent(person)}`;
const post = (path: string, body: object = {}) => call<void>(path, { method: 'POST', body });

/** People who work here, for those who administer them. */
export const peopleApi = {
  people: (signal?: AbortSignal) => call<Staff>('/api/staff', { signal }),
  oldCrisisLines: (signal?: AbortSignal) => call<OldCrisisLines>('/api/staff/old-crisis-lines', { signal }),
  disable: (person: string) => post(`${of(person)}/disable`),
  enable: (person: string) => post(`${of(person)}/enable`),
  addRole: (person: string, role: RoleInput) => post(`${of(person)}/grants`, role),
  removeRole: (person: string, grant: string) => post(`${of(person)}/grants/${encodeURIComponent(grant)}/remove`),
  renewWayIn: (person: string, key: string) =>
    call<MadeInvitation>(`${of(person)}/new-way-in`, { method: 'POST', body: {}, key }),

  invitations: (signal?: AbortSignal) => call<Invitations>('/api/staff/invitations', { signal }),
  invite: (body: InvitationInput, key: string) =>
    call<MadeInvitation>('/api/staff/invitations', { method: 'POST', body, key }),
  revoke: (invitation: string) => post(`/api/staff/invitations/${encodeURIComponent(invitation)}/revoke`),
};
