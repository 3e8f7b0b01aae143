import { useMutation, useQuery } from '@tanstack/react-query';
import type { KioskInput } from '#contract/desk.ts';
import { staffApi } from '../../staff-api.ts';
import { heard, STAFF } from './staff-write.ts';

/** Screens that stand in the open. To make one of a desk's sign-in: `becomeScreen` (web/offline/staff-vault). */

const DOOR_EVERY_MS = 15_000;

export const useKioskCheckIn = () =>
  useMutation({ mutationFn: (input: KioskInput) => heard(staffApi.kioskCheckIn(input)) });

/** Also without the live stream it is at most 15 s old. */
export const useDoorSign = () =>
  useQuery({
    queryKey: [STAFF, 'door'],
    queryFn: ({ signal }) => heard(staffApi.door(signal)),
    refetchInterval: DOOR_EVERY_MS,
  });
