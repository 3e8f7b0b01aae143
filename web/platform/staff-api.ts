import type { BookingList, ConfirmInput, HoldInput, MoveInput, PreparationsInput } from '#contract/bookings.ts';
import type {
  Block,
  BlockAnswer,
  BlockInput,
  BlockPreview,
  BlockRange,
  RoomChoices,
  RoomClosureInput,
  RoomClosureRange,
  RoomSwapAnswer,
  RoomSwapInput,
} from '#contract/blocks.ts';
import type { CheckInResults, SealedItem } from '#contract/check-ins.ts';
import type {
  CounsellorDay,
  CounsellorDays,
  NextAnswer,
  NextInput,
  NextTimes,
  TakenBackAnswer,
} from '#contract/counsellor.ts';
import type {
  CashUp,
  DeskBooking,
  DeskDay,
  DeskPatron,
  DoorSign,
  EntitlementAnswer,
  EntitlementInput,
  KioskAnswer,
  KioskInput,
  LookUpAnswer,
  LookUpInput,
  NewPatronAnswer,
  NewPatronInput,
  Receipt,
  ScreenInput,
  WalkInAnswer,
  WalkInInput,
  WalkInTimes,
} from '#contract/desk.ts';
import type {
  Arranged,
  BroughtBack,
  DeskBlockInput,
  DeskBlockRange,
  OwnCalledOff,
} from '#contract/desk-work/arranged.ts';
import type {
  MergeAnswer,
  MergeInput,
  MergePreview,
  MergePreviewInput,
  PatronMerges,
} from '#contract/desk-work/merges.ts';
import type { Device, DeviceInput } from '#contract/devices.ts';
import type { BookingTimes } from '#contract/slots.ts';
import { call } from './api-client.ts';

/** What desk, counsellors, kiosks and door signs ask of the API: one typed function per call. */

const path = (pattern: string, id: string) => pattern.replace('{id}', encodeURIComponent(id));
const query = (of: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
const get = <T>(address: string, signal?: AbortSignal) => call<T>(address, { signal });
const post = <T>(address: string, body: object, key?: string) =>
  call<T>(address, { method: 'POST', body, ...(key !== undefined && { key }) });
const booking = async (answer: Promise<{ booking: DeskBooking }>) => (await answer).booking;

export interface WalkInQuestion {
  branch: string;
  service: string;
  people?: number;
  mode?: BookingList['bookings'][number]['mode'];
}

/** Needs no sign-in: each item says whose it is (ARCHITECTURE.md, device). In the order of the items. */
export const sendSealed = (items: SealedItem[]) =>
  call<CheckInResults>('/api/check-ins/sealed', { method: 'POST', body: { items }, isNobodys: true });

export const staffApi = {
  deskDay: (branch: string, date: string, signal?: AbortSignal) =>
    get<DeskDay>(`/api/desk/day?${query({ branch, date })}`, signal),
  cashUp: (branch: string, date: string, signal?: AbortSignal) =>
    get<CashUp>(`/api/desk/cash-up?${query({ branch, date })}`, signal),
  receipts: async (id: string, signal?: AbortSignal) =>
    (await get<{ receipts: Receipt[] }>(path('/api/desk/bookings/{id}/receipts', id), signal)).receipts,
  makeScreen: (body: ScreenInput) => post<void>('/api/desk/screens', body),
  kioskCheckIn: (body: KioskInput) => post<KioskAnswer>('/api/kiosk/check-in', body),
  door: (signal?: AbortSignal) => get<DoorSign>('/api/door', signal),

  hold: (body: HoldInput & { patron: string }, key: string) => booking(post('/api/holds', body, key)),
  extend: (id: string, key: string) => booking(post(path('/api/bookings/{id}/extend', id), {}, key)),
  confirm: (id: string, body: ConfirmInput, key: string) =>
    booking(post(path('/api/bookings/{id}/confirm', id), body, key)),
  cancel: (id: string, key: string) => booking(post(path('/api/bookings/{id}/cancel', id), {}, key)),
  retake: (id: string, key: string) => booking(post(path('/api/bookings/{id}/retake', id), {}, key)),
  move: (id: string, body: MoveInput, key: string) => booking(post(path('/api/bookings/{id}/move', id), body, key)),
  prepare: (id: string, body: PreparationsInput, key: string) =>
    booking(call(path('/api/bookings/{id}/preparations', id), { method: 'PUT', body, key })),

  lookUp: (body: LookUpInput) => post<LookUpAnswer>('/api/desk/look-up', body),
  newPatron: (body: NewPatronInput, key: string) => post<NewPatronAnswer>('/api/desk/patrons', body, key),
  bookingTimes: (id: string, from: string, days: number, signal?: AbortSignal) =>
    get<BookingTimes>(`${path('/api/desk/bookings/{id}/times', id)}?${query({ from, days })}`, signal),
  patron: (id: string, branch: string, signal?: AbortSignal) =>
    get<DeskPatron>(`${path('/api/desk/patrons/{id}', id)}?${query({ branch })}`, signal),
  entitle: (id: string, body: EntitlementInput, key: string) =>
    post<EntitlementAnswer>(path('/api/desk/patrons/{id}/entitlements', id), body, key),
  walkInTimes: ({ branch, service, people, mode }: WalkInQuestion, signal?: AbortSignal) =>
    get<WalkInTimes>(`/api/desk/walk-in-times?${query({ branch, service, people, mode })}`, signal),
  walkIn: (body: WalkInInput, key: string) => post<WalkInAnswer>('/api/desk/walk-ins', body, key),

  roomChoices: (session: string, signal?: AbortSignal) =>
    get<RoomChoices>(path('/api/desk/sessions/{id}/rooms', session), signal),
  swapRoom: (session: string, body: RoomSwapInput, key: string) =>
    post<RoomSwapAnswer>(path('/api/desk/sessions/{id}/room', session), body, key),
  previewRoomClosure: (body: RoomClosureRange) => post<BlockPreview>('/api/desk/room-closures/preview', body),
  closeRoom: (body: RoomClosureInput, key: string) => post<BlockAnswer>('/api/desk/room-closures', body, key),
  reopenRoom: (id: string, key: string) =>
    post<{ block: Block }>(path('/api/desk/room-closures/{id}/reopen', id), {}, key),

  arranged: (branch: string, signal?: AbortSignal) => get<Arranged>(`/api/desk/arranged?${query({ branch })}`, signal),
  previewDeskBlock: (body: DeskBlockRange) => post<BlockPreview>('/api/desk/counsellor-blocks/preview', body),
  deskBlock: (body: DeskBlockInput, key: string) => post<BlockAnswer>('/api/desk/counsellor-blocks', body, key),
  endDeskBlock: (id: string, key: string) =>
    post<{ block: Block }>(path('/api/desk/counsellor-blocks/{id}/end', id), {}, key),
  bringBack: (id: string, key: string) => post<BroughtBack>(path('/api/desk/called-off/{id}/bring-back', id), {}, key),
  ownCalledOff: (signal?: AbortSignal) => get<OwnCalledOff>('/api/counsellor/called-off', signal),
  bringBackOwn: (id: string, key: string) =>
    post<BroughtBack>(path('/api/counsellor/called-off/{id}/bring-back', id), {}, key),

  patronMerges: (id: string, branch: string, signal?: AbortSignal) =>
    get<PatronMerges>(`${path('/api/desk/patrons/{id}/merges', id)}?${query({ branch })}`, signal),
  previewMerge: (body: MergePreviewInput) => post<MergePreview>('/api/desk/merges/preview', body),
  merge: (body: MergeInput, key: string) => post<MergeAnswer>('/api/desk/merges', body, key),
  undoMerge: (id: string, key: string) => post<MergeAnswer>(path('/api/desk/merges/{id}/undo', id), {}, key),

  counsellorDay: (date: string, signal?: AbortSignal) =>
    get<CounsellorDay>(`/api/counsellor/day?${query({ date })}`, signal),
  counsellorDays: (from: string, days: number, signal?: AbortSignal) =>
    get<CounsellorDays>(`/api/counsellor/days?${query({ from, days })}`, signal),
  previewBlock: (body: BlockRange) => post<BlockPreview>('/api/counsellor/blocks/preview', body),
  block: (body: BlockInput, key: string) => post<BlockAnswer>('/api/counsellor/blocks', body, key),
  removeBlock: (id: string, key: string) =>
    post<{ block: Block }>(path('/api/counsellor/blocks/{id}/remove', id), {}, key),
  nextTimes: (id: string, signal?: AbortSignal) =>
    get<NextTimes>(path('/api/counsellor/bookings/{id}/next', id), signal),
  takeNext: (id: string, body: NextInput, key: string) =>
    post<NextAnswer>(path('/api/counsellor/bookings/{id}/next', id), body, key),

  takeBackNext: (id: string, key: string) =>
    post<TakenBackAnswer>(path('/api/counsellor/bookings/{id}/take-back', id), {}, key),

  grantDevice: (body: DeviceInput) => post<Device>('/api/devices', body),
};
