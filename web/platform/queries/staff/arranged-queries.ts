import { useMutation, useQuery } from '@tanstack/react-query';
import type { DeskBlockInput, DeskBlockRange } from '#contract/desk-work/arranged.ts';
import type { MergeInput, MergePreviewInput } from '#contract/desk-work/merges.ts';
import { lookAgainMs } from '../../live/live-state.ts';
import { staffApi } from '../../staff-api.ts';
import { heard, STAFF, useStaffWrite } from './staff-write.ts';

/** What staff arranged and can take back: counsellors who are away, groups that were called off, people who were merged. */

type Id = { id: string };

/** Until it is known who is signed in, there is no branch to ask for. */
export const useArranged = (branch: string) =>
  useQuery({
    queryKey: [STAFF, 'arranged', branch],
    queryFn: ({ signal }) => heard(staffApi.arranged(branch, signal)),
    refetchInterval: lookAgainMs,
    enabled: branch !== '',
  });

export const useOwnCalledOff = () =>
  useQuery({
    queryKey: [STAFF, 'own-called-off'],
    queryFn: ({ signal }) => heard(staffApi.ownCalledOff(signal)),
    refetchInterval: lookAgainMs,
  });

export const useDeskBlockPreview = () =>
  useMutation({ mutationFn: (input: DeskBlockRange) => staffApi.previewDeskBlock(input) });
export const useDeskBlock = () =>
  useStaffWrite('desk block', (input: DeskBlockInput, key) => staffApi.deskBlock(input, key));
export const useEndDeskBlock = () =>
  useStaffWrite('end desk block', ({ id }: Id, key) => staffApi.endDeskBlock(id, key));

export const useBringBack = () => useStaffWrite('bring back', ({ id }: Id, key) => staffApi.bringBack(id, key));
export const useBringBackOwn = () =>
  useStaffWrite('bring back own', ({ id }: Id, key) => staffApi.bringBackOwn(id, key));

export const usePatronMerges = (id: string, branch: string) =>
  useQuery({
    queryKey: [STAFF, 'merges', id, branch],
    queryFn: ({ signal }) => heard(staffApi.patronMerges(id, branch, signal)),
    enabled: branch !== '',
  });

/** Asks, and changes nothing: no key. */
export const useMergePreview = () =>
  useMutation({ mutationFn: (input: MergePreviewInput) => staffApi.previewMerge(input) });
/** Of the code card’s account nothing can be asked afterwards. */
export const useMerge = () =>
  useStaffWrite(
    'merge',
    (input: MergeInput, key) => staffApi.merge(input, key),
    ({ codeCardPatron }) => codeCardPatron,
  );
export const useUndoMerge = () => useStaffWrite('undo merge', ({ id }: Id, key) => staffApi.undoMerge(id, key));
