import type { Step } from './release-record.ts';

/** Tuesday, 10:02 at the branch: both counsellors are there. */
export const STAFF_NOW = '2026-11-24T09:02:00Z';

const DAY = '2026-11-24';
const ELEVEN = `${DAY}T10:00:00Z`;
const ONE = `${DAY}T12:00:00Z`;
const TWO = `${DAY}T13:00:00Z`;
const ABSENT = '00000000-0000-4000-8000-000000000000';
const TALK = { service: 'talk', branch: 'main', mode: 'room' };
const KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83Er8G23FN8aLG6FVgr8_yb_8oQ4RbLrx9ndF0R83LFF-BUNjVOibMGzZ3Z6Ge4BOyQdKUpbePaZJq0JbAGVNA';

type Asked = Pick<Step, 'method' | 'json' | 'key'>;

const post = (json: unknown = {}): Asked => ({ method: 'POST', json });
const wanted = (key: string, json: unknown = {}): Asked => ({ method: 'POST', key, json });

let items = 0;
function told(booking: string, event: string, clock: string, more: object = {}) {
  const id = `00000000-0000-4000-8000-${String(++items).padStart(12, '0')}`;
  return { id, booking, event, occurredAt: `${DAY}T${clock}Z`, ...more };
}

const EXPECTED = '{{expected.booking.booking}}';
const WALKED_IN = '{{walkIn.booking.booking}}';
const HELD = '{{deskHold.booking.booking}}';
const ILL = { branch: 'main', kind: 'ill', from: `${DAY}T13:00`, until: `${DAY}T16:00` };
const CLOSED = { room: '{{expected.booking.room}}', from: `${DAY}T11:00`, until: `${DAY}T12:00` };
const FIRST_ITEM = told(EXPECTED, 'arrived', '09:01:00');

const DESK: Step[] = [
  {
    name: 'deskSignIn',
    path: '/api/sign-in/password',
    ...post({ name: 'desk-1', password: 'demo-front-desk-main' }),
  },
  { name: 'deskMe', path: '/api/me' },
  { name: 'grant', path: '/api/devices', ...post({ key: KEY }) },
  { name: 'lookUp', path: '/api/desk/look-up', ...post({ branch: 'main', card: '29000001' }) },
  { name: 'lookUpNobody', path: '/api/desk/look-up', ...post({ branch: 'main', alias: 'Nobody' }) },
  { name: 'lookUpBoth', path: '/api/desk/look-up', ...post({ branch: 'main', alias: 'A', card: '1' }) },
  { name: 'newPatron', path: '/api/desk/patrons', ...wanted('new', { branch: 'main', alias: 'Wren', locale: 'sl' }) },
  { name: 'readPatron', path: '/api/desk/patrons/{{newPatron.patron.patron}}?branch=main' },
  {
    name: 'deskHold',
    path: '/api/holds',
    ...wanted('dh', { ...TALK, startsAt: ONE, counsellor: 'ana', patron: '{{newPatron.patron.patron}}' }),
  },
  { name: 'deskExtend', path: `/api/bookings/${HELD}/extend`, ...wanted('de') },
  { name: 'deskConfirm', path: `/api/bookings/${HELD}/confirm`, ...wanted('dc', { preparations: ['interpreter'] }) },
  {
    name: 'entitle',
    path: '/api/desk/patrons/{{newPatron.patron.patron}}/entitlements',
    ...wanted('en', { branch: 'main', concession: 'member', until: '2027-11-20', evidenceSeen: true }),
  },
  { name: 'times', path: `/api/desk/bookings/${HELD}/times?from=${DAY}&days=2` },
  { name: 'walkInTimes', path: '/api/desk/walk-in-times?branch=main&service=talk' },
  { name: 'walkIn', path: '/api/desk/walk-ins', ...wanted('wi', { ...TALK, counsellor: 'ana' }) },
  {
    name: 'expected',
    path: '/api/desk/walk-ins',
    ...wanted('we', { ...TALK, startsAt: ELEVEN, patron: 'patron-1' }),
  },
  { name: 'deskDay', path: `/api/desk/day?branch=main&date=${DAY}` },
  { name: 'otherDesk', path: `/api/desk/day?branch=elsewhere&date=${DAY}` },
  {
    name: 'checkIns',
    path: '/api/check-ins',
    ...post({
      items: [
        FIRST_ITEM,
        told(EXPECTED, 'arrived_undone', '09:01:10'),
        told(EXPECTED, 'arrived', '09:01:20'),
        told(EXPECTED, 'paid', '09:01:30', { amount: 500, method: 'card' }),
        told(EXPECTED, 'note', '09:01:40', { text: 'Needs the lift' }),
        told(EXPECTED, 'started_undone', '09:01:50'),
        told(ABSENT, 'arrived', '09:01:00'),
        told(HELD, 'no_show', '09:01:00', { absence: 'excused' }),
      ],
    }),
  },
  { name: 'checkInsAgain', path: '/api/check-ins', ...post({ items: [FIRST_ITEM] }) },
  { name: 'deskDayLater', path: `/api/desk/day?branch=main&date=${DAY}` },
  { name: 'cashUp', path: `/api/desk/cash-up?branch=main&date=${DAY}` },
  { name: 'receipts', path: `/api/desk/bookings/${EXPECTED}/receipts` },
  { name: 'rooms', path: '/api/desk/sessions/{{walkIn.booking.session}}/rooms' },
  {
    name: 'swapNowhere',
    path: '/api/desk/sessions/{{walkIn.booking.session}}/room',
    ...wanted('sw', { room: 'nowhere' }),
  },
  { name: 'closure', path: '/api/desk/room-closures/preview', ...post(CLOSED) },
  { name: 'closureLeft', path: '/api/desk/room-closures', ...wanted('cl', { ...CLOSED, outcomes: [] }) },
  {
    name: 'close',
    path: '/api/desk/room-closures',
    ...wanted('co', { ...CLOSED, outcomes: [{ session: '{{closure.affected.0.session}}', do: 'cancel' }] }),
  },
  { name: 'reopen', path: '/api/desk/room-closures/{{close.block.id}}/reopen', ...wanted('ro') },
  { name: 'deskMove', path: `/api/bookings/${HELD}/move`, ...wanted('dm', { startsAt: TWO, counsellor: 'ana' }) },
  { name: 'deskCancel', path: `/api/bookings/${HELD}/cancel`, ...wanted('dx') },
  { name: 'deskRetake', path: `/api/bookings/${HELD}/retake`, ...wanted('dr') },
  { name: 'deskBlock', path: '/api/counsellor/blocks/preview', ...post(ILL) },
];

const COUNSELLOR: Step[] = [
  {
    name: 'signIn',
    path: '/api/sign-in/password',
    ...post({ name: 'counsellor-1', password: 'demo-counsellor-main' }),
  },
  { name: 'me', path: '/api/me' },
  { name: 'day', path: `/api/counsellor/day?date=${DAY}` },
  { name: 'days', path: `/api/counsellor/days?from=${DAY}&days=2` },
  { name: 'noDesk', path: `/api/desk/day?branch=main&date=${DAY}` },
  {
    name: 'ownCheckIns',
    path: '/api/check-ins',
    ...post({
      items: [
        told(WALKED_IN, 'started', '09:01:30'),
        told(WALKED_IN, 'completed', '09:01:50'),
        told(WALKED_IN, 'note', '09:01:55', { text: 'Came without papers' }),
      ],
    }),
  },
  { name: 'nextTimes', path: `/api/counsellor/bookings/${WALKED_IN}/next` },
  {
    name: 'bookNext',
    path: `/api/counsellor/bookings/${WALKED_IN}/next`,
    ...wanted('bn', { startsAt: '{{nextTimes.suggestions.0.startsAt}}', mode: 'room' }),
  },
  { name: 'preview', path: '/api/counsellor/blocks/preview', ...post(ILL) },
  { name: 'blockLeft', path: '/api/counsellor/blocks', ...wanted('bl', { ...ILL, outcomes: [] }) },
  {
    name: 'block',
    path: '/api/counsellor/blocks',
    ...wanted('bk', { ...ILL, outcomes: [{ session: '{{preview.affected.0.session}}', do: 'cancel' }] }),
  },
  { name: 'unblock', path: '/api/counsellor/blocks/{{block.block.id}}/remove', ...wanted('bu') },
  { name: 'unblockAgain', path: '/api/counsellor/blocks/{{block.block.id}}/remove', ...wanted('ba') },
];

const SCREENS: Step[] = [
  { name: 'kioskSignIn', path: '/api/sign-in/password', ...post({ name: 'desk-1', password: 'demo-front-desk-main' }) },
  { name: 'kiosk', path: '/api/desk/screens', ...post({ branch: 'main', kind: 'kiosk' }) },
  { name: 'kioskMe', path: '/api/me' },
  { name: 'kioskCode', path: '/api/kiosk/check-in', ...post({ code: '{{deskRetake.booking.ticket.code}}' }) },
  { name: 'kioskUnknown', path: '/api/kiosk/check-in', ...post({ code: 'unknown' }) },
  { name: 'kioskNoDesk', path: `/api/desk/day?branch=main&date=${DAY}` },
];

const DOOR: Step[] = [
  { name: 'doorSignIn', path: '/api/sign-in/password', ...post({ name: 'desk-1', password: 'demo-front-desk-main' }) },
  { name: 'door', path: '/api/desk/screens', ...post({ branch: 'main', kind: 'door', room: 'room-a' }) },
  { name: 'sign', path: '/api/door' },
];

const LATER: Step[] = [
  {
    name: 'delivered',
    path: '/api/check-ins/sealed',
    ...post({ items: [{ grant: '{{grant.grant}}', sealed: 'AAAA', signature: 'AAAA' }] }),
  },
  { name: 'revoke', path: '/api/devices/revoke', ...post() },
  { name: 'deskSignOut', path: '/api/sign-out', ...post() },
  { name: 'deskGone', path: `/api/desk/day?branch=main&date=${DAY}` },
];

const by = (who: string, steps: readonly Step[]) => steps.map((step) => ({ who, ...step }));

/** All that the app asks for the desk, a counsellor, a kiosk, a door's sign and a device, noes among it. */
export const STAFF_JOURNEY: Step[] = [
  ...by('desk', DESK),
  ...by('counsellor', COUNSELLOR),
  ...by('kiosk', SCREENS),
  ...by('door', DOOR),
  ...by('desk', LATER),
];
