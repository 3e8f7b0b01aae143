import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { ConfirmInput, HoldInput, MoveInput, PreparationsInput } from '#contract/bookings.ts';
import type { RoomClosureInput, RoomClosureRange, RoomSwapInput } from '#contract/blocks.ts';
import type { EntitlementInput, LookUpInput, NewPatronInput, WalkInInput } from '#contract/desk.ts';
import type { LocalDate } from '#domain/ids.ts';
import { lookAgainMs } from '../../live/live-state.ts';
import { staffApi, type WalkInQuestion } from '../../staff-api.ts';
import { heard, STAFF, useStaffWrite } from './staff-write.ts';

export const deskDayQuery = (branch: string, date: LocalDate) =>
  queryOptions({
    queryKey: [STAFF, 'desk-day', branch, date],
    queryFn: ({ signal }) => heard(staffApi.deskDay(branch, date, signal)),
    refetchInterval: lookAgainMs,
  });

/** Until it is known who is signed in, there is no branch to ask for. */
export const useDeskDay = (branch: string, date: LocalDate) =>
  useQuery({ ...deskDayQuery(branch, date), enabled: branch !== '' });

export const useCashUp = (branch: string, date: LocalDate) =>
  useQuery({
    queryKey: [STAFF, 'cash-up', branch, date],
    queryFn: ({ signal }) => heard(staffApi.cashUp(branch, date, signal)),
    enabled: branch !== '',
  });

export const useReceipts = (booking: string) =>
  useQuery({ queryKey: [STAFF, 'receipts', booking], queryFn: ({ signal }) => staffApi.receipts(booking, signal) });

export const useDeskPatron = (id: string, branch: string) =>
  useQuery({
    queryKey: [STAFF, 'patron', id, branch],
    queryFn: ({ signal }) => staffApi.patron(id, branch, signal),
    enabled: branch !== '',
  });

/** Undefined: nothing is asked yet. */
export const useWalkInTimes = (question: WalkInQuestion | undefined) =>
  useQuery({
    queryKey: [STAFF, 'walk-in-times', question],
    queryFn: ({ signal }) => heard(staffApi.walkInTimes(question as WalkInQuestion, signal)),
    enabled: question !== undefined,
  });

/** Where a booking could be moved to, without naming what it is for. Undefined: nothing is asked yet. */
export const useBookingTimes = (booking: string | undefined, from: LocalDate, days: number) =>
  useQuery({
    queryKey: [STAFF, 'booking-times', booking, from, days],
    queryFn: ({ signal }) => heard(staffApi.bookingTimes(booking as string, from, days, signal)),
    enabled: booking !== undefined,
  });

export const useRoomChoices = (session: string | undefined) =>
  useQuery({
    queryKey: [STAFF, 'room-choices', session],
    queryFn: ({ signal }) => staffApi.roomChoices(session as string, signal),
    enabled: session !== undefined,
  });

/** Asks, and changes nothing: no key. */
export const useLookUp = () => useMutation({ mutationFn: (input: LookUpInput) => staffApi.lookUp(input) });
export const useRoomClosurePreview = () =>
  useMutation({ mutationFn: (input: RoomClosureRange) => staffApi.previewRoomClosure(input) });

type On<T = object> = T & { id: string };

export const useDeskHold = () =>
  useStaffWrite('hold', (input: HoldInput & { patron: string }, key) => staffApi.hold(input, key));
export const useDeskExtend = () => useStaffWrite('extend', ({ id }: On, key) => staffApi.extend(id, key));
export const useDeskConfirm = () =>
  useStaffWrite('confirm', ({ id, ...input }: On<ConfirmInput>, key) => staffApi.confirm(id, input, key));
export const useDeskCancel = () => useStaffWrite('cancel', ({ id }: On, key) => staffApi.cancel(id, key));
export const useDeskRetake = () => useStaffWrite('retake', ({ id }: On, key) => staffApi.retake(id, key));
export const useDeskMove = () =>
  useStaffWrite('move', ({ id, ...input }: On<MoveInput>, key) => staffApi.move(id, input, key));
export const useDeskPrepare = () =>
  useStaffWrite('prepare', ({ id, ...input }: On<PreparationsInput>, key) => staffApi.prepare(id, input, key));

export const useNewPatron = () =>
  useStaffWrite('new patron', (input: NewPatronInput, key) => staffApi.newPatron(input, key));
export const useEntitle = () =>
  useStaffWrite('entitle', ({ id, ...input }: On<EntitlementInput>, key) => staffApi.entitle(id, input, key));
export const useWalkIn = () => useStaffWrite('walk-in', (input: WalkInInput, key) => staffApi.walkIn(input, key));

export const useSwapRoom = () =>
  useStaffWrite('swap room', ({ id, ...input }: On<RoomSwapInput>, key) => staffApi.swapRoom(id, input, key));
export const useCloseRoom = () =>
  useStaffWrite('close room', (input: RoomClosureInput, key) => staffApi.closeRoom(input, key));
export const useReopenRoom = () => useStaffWrite('reopen room', ({ id }: On, key) => staffApi.reopenRoom(id, key));
