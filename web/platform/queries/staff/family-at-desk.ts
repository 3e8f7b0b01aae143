import { useQuery } from '@tanstack/react-query';
import type { Family } from '#contract/account/family.ts';
import { call } from '../../api-client.ts';
import { STAFF, useStaffWrite } from './staff-write.ts';

const on = (patron: string) => `/api/desk/patrons/${encodeURIComponent(patron)}`;
const keyOf = (patron: string, branch: string) => [STAFF, 'family', patron, branch];

/** On record: asked for on a press, and kept on screen until the page is left. */
export const useFamily = (patron: string, branch: string, isAsked: boolean) =>
  useQuery({
    queryKey: keyOf(patron, branch),
    queryFn: ({ signal }) => call<Family>(`${on(patron)}/family?branch=${encodeURIComponent(branch)}`, { signal }),
    enabled: isAsked,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

type On<T> = T & { id: string; branch: string };

export const useNameGuardian = () =>
  useStaffWrite('name guardian', ({ id, ...body }: On<{ guardian: string }>, key) =>
    call<Family>(`${on(id)}/guardians`, { method: 'POST', body, key }),
  );
export const useEndGuardian = () =>
  useStaffWrite('end guardian', ({ id, guardianship, ...body }: On<{ guardianship: string }>, key) =>
    call<Family>(`${on(id)}/guardians/${encodeURIComponent(guardianship)}/end`, { method: 'POST', body, key }),
  );
