import { useQuery } from '@tanstack/react-query';
import type { InvitationInput, RoleInput } from '#contract/account/staff.ts';
import { peopleApi } from '../../accounts/people-api.ts';
import { heard, STAFF, useStaffWrite } from './staff-write.ts';

/** Others change the same, and links are taken meanwhile: a list is asked for as it comes on screen, and then this often. */
const FRESH = { staleTime: 0, refetchInterval: 30_000 };

export const usePeople = () =>
  useQuery({
    queryKey: [STAFF, 'people'],
    queryFn: ({ signal }) => heard(peopleApi.people(signal)),
    ...FRESH,
  });

/** Changes with a day, or with an import. */
export const useOldCrisisLines = () =>
  useQuery({
    queryKey: [STAFF, 'old crisis lines'],
    queryFn: ({ signal }) => heard(peopleApi.oldCrisisLines(signal)),
  });

export const useInvitations = () =>
  useQuery({
    queryKey: [STAFF, 'invitations'],
    queryFn: ({ signal }) => heard(peopleApi.invitations(signal)),
    ...FRESH,
  });

export const useInvite = () => useStaffWrite('invite', (input: InvitationInput, key) => peopleApi.invite(input, key));
export const useRenewWayIn = () =>
  useStaffWrite('new way in', (person: string, key) => peopleApi.renewWayIn(person, key));
export const useRevoke = () => useStaffWrite('revoke', (invitation: string) => peopleApi.revoke(invitation));

/** What has one effect however often it is sent. */
export type PersonChange =
  | { do: 'disable' | 'enable' }
  | { do: 'add'; role: RoleInput }
  | { do: 'remove'; grant: string };

export const usePersonChange = (person: string) =>
  useStaffWrite(`change ${person}`, (change: PersonChange) => {
    switch (change.do) {
      case 'add':
        return peopleApi.addRole(person, change.role);
      case 'remove':
        return peopleApi.removeRole(person, change.grant);
      default:
        return peopleApi[change.do](person);
    }
  });
