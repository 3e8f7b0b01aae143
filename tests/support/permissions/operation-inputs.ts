import { TUESDAY_10 } from '../booking-library.ts';
import { signingKeys } from '../sealing-device.ts';
import type { Caller, Things } from './guarded-library.ts';
import { cardOf, STAFF_PASSWORD } from './two-sides.ts';

/** What is sent to an operation. `params` fill its path. */
export interface Input {
  params?: Record<string, string>;
  query?: Record<string, string>;
  json?: object;
  /** Answered 200 with a verdict on each item: somebody else's is refused there, like one that does not exist. */
  isItemwise?: true;
  /** Holds a secret that only its owner knows, and wrongly: `invalid` or `sign_in_failed` is said of what was judged. */
  isGuess?: true;
}

/**
 * A valid input of every operation that is asked about something, or that needs one: `things` are the caller's own, somebody
 * else's, or do not exist. What comes out the same for all three is not asked about anything, and asked once. Operations
 * that need no input at all have no line here.
 */
export type InputOf = (things: Things, caller: Caller) => Input;

const AWAY = { from: '2026-12-09T09:00', until: '2026-12-09T10:00' };
const DEVICE = { key: (await signingKeys()).key };
const booking: InputOf = (things) => ({ params: { id: things.booking } });
const visit: InputOf = (things) => ({ params: { id: things.booking }, json: {} });
const atBranch =
  (json: object): InputOf =>
  (things) => ({ json: { branch: things.branch, ...json } });
const dayOf: InputOf = (things) => ({ query: { branch: things.branch, date: '2026-11-23' } });

export const INPUTS: Record<string, InputOf> = {
  // For anyone.
  searchSlots: () => ({ query: { service: 'talk', from: '2026-11-24', to: '2026-11-24' } }),
  signInByCard: () => ({ json: { card: '1', pin: '2' } }),
  signInByPassword: () => ({ json: { name: 'nobody', password: 'nothing' } }),
  lookAtInvitation: () => ({ json: { token: 'A'.repeat(43) } }),
  acceptInvitation: () => ({ json: { token: 'A'.repeat(43), password: 'seven quiet winter lamps' } }),
  askCode: () => ({ json: { contact: 'ada@home.example', locale: 'en' } }),
  signInByCode: () => ({ json: { code: '12345678' } }),
  signUp: () => ({ json: { branch: 'main', locale: 'en' } }),
  signInBySecondFactor: () => ({ json: { code: '123456' } }),
  signInByPasskey: () => ({
    json: { credential: { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} } },
  }),
  signInByProvider: () => ({ json: { code: 'a', state: 'in.b' } }),
  lookByLink: () => ({ json: { token: 'A'.repeat(43) } }),
  timesByLink: () => ({ json: { token: 'A'.repeat(43), from: '2026-11-24', days: 7 } }),
  moveByLink: () => ({ json: { token: 'A'.repeat(43), startsAt: TUESDAY_10 } }),
  cancelByLink: () => ({ json: { token: 'A'.repeat(43) } }),
  undoByLink: () => ({ json: { token: 'A'.repeat(43) } }),
  deliverSealedCheckIns: () => ({ json: { items: [{ grant: 'none', sealed: 'AAAA', signature: 'AAAA' }] } }),

  // About oneself.
  readOwnData: () => ({}),
  readLooks: () => ({}),

  // A patron holds where they like, and for themselves only; a desk at its branch, for whom it names.
  holdSlot: ({ branch }, { acts }) => {
    const wish = { service: 'talk', mode: 'room', startsAt: TUESDAY_10 };
    return { json: acts === 'desk' ? { ...wish, branch, patron: 'visitor-3' } : { ...wish, branch: 'main' } };
  },
  extendHold: visit,
  confirmBooking: visit,
  cancelBooking: visit,
  retakeBooking: visit,
  moveBooking: ({ booking }) => ({ params: { id: booking }, json: { startsAt: '2026-11-26T09:00:00Z' } }),
  makeTicketLink: visit,
  readTicketLink: booking,
  revokeTicketLink: visit,
  changePreparations: ({ booking }) => ({ params: { id: booking }, json: { preparations: [] } }),
  readBooking: booking,
  readCalendarFile: booking,
  listBookings: () => ({}),

  addChild: () => ({ json: { name: 'Mia' } }),
  makeGuardianLink: ({ child }) => ({ params: { id: child }, json: {} }),
  endGuardianLink: ({ child }) => ({ params: { id: child }, json: {} }),
  endGuardianship: ({ child, guardianship }) => ({ params: { id: child, guardianship }, json: {} }),
  lookAtGuardianLink: ({ guardianLink: token }) => ({ json: { token } }),
  takeUpGuardianLink: ({ guardianLink: token }) => ({ json: { token } }),

  lookUpPatrons: atBranch({ alias: 'Heron' }),
  // Patrons are the network's: what is the desk's or not is the branch at which it asks.
  readDeskPatron: ({ branch }) => ({ params: { id: 'visitor-1' }, query: { branch } }),
  makePatron: atBranch({}),
  entitlePatron: ({ branch }) => ({
    params: { id: 'visitor-5' },
    json: { branch, concession: 'member', until: '2026-12-31', evidenceSeen: true },
  }),
  readFamily: ({ child, branch }) => ({ params: { id: child }, query: { branch } }),
  nameGuardian: ({ child, branch }) => ({ params: { id: child }, json: { branch, guardian: 'visitor-5' } }),
  endGuardianAtDesk: ({ child, guardianship, branch }) => ({ params: { id: child, guardianship }, json: { branch } }),
  readBookingTimes: ({ booking }) => ({ params: { id: booking }, query: { from: '2026-11-24', days: '1' } }),
  readDeskDay: dayOf,
  readCashUp: dayOf,
  readReceipts: booking,
  readWalkInTimes: ({ branch }) => ({ query: { branch, service: 'talk' } }),
  walkIn: atBranch({ service: 'talk' }),
  readRoomChoices: ({ session }) => ({ params: { id: session } }),
  swapRoom: ({ session, room }) => ({ params: { id: session }, json: { room } }),
  previewClosure: ({ room }) => ({ json: { room, ...AWAY } }),
  closeRoom: ({ room }) => ({ json: { room, ...AWAY, outcomes: [] } }),
  reopenRoom: ({ closure }) => ({ params: { id: closure }, json: {} }),
  previewDeskBlock: ({ branch, counsellor }) => ({ json: { branch, counsellor, ...AWAY } }),
  blockForCounsellor: ({ branch, counsellor }) => ({ json: { branch, counsellor, ...AWAY, outcomes: [] } }),
  endDeskBlock: ({ deskBlock }) => ({ params: { id: deskBlock }, json: {} }),
  readArranged: ({ branch }) => ({ query: { branch } }),
  bringBackAtDesk: ({ calledOff }) => ({ params: { id: calledOff.byDesk }, json: {} }),
  bringBackOwn: ({ calledOff }) => ({ params: { id: calledOff.byOwner }, json: {} }),
  previewMerge: ({ branch, guest }) => ({ json: { branch, codeCardPatron: guest, card: cardOf(12) } }),
  mergePatrons: ({ branch, guest }) => ({ json: { branch, codeCardPatron: guest, patron: 'visitor-12' } }),
  undoMerge: ({ merge }) => ({ params: { id: merge }, json: {} }),
  readPatronMerges: ({ branch }) => ({ params: { id: 'visitor-12' }, query: { branch } }),
  makeScreen: atBranch({ kind: 'kiosk' }),

  recordCheckIns: ({ booking }) => {
    const id = '01936a4e-7c1e-4b6a-9d3e-2f1f0a7c5e22';
    const item = { id, booking, event: 'note', occurredAt: '2026-11-23T06:00:00Z', text: 'step-free please' };
    return { json: { items: [item] }, isItemwise: true };
  },
  checkInByCode: () => ({ json: { code: '123456' } }),

  readCounsellorDay: () => ({ query: { date: '2026-11-25' } }),
  readCounsellorDays: () => ({ query: { from: '2026-11-25', days: '2' } }),
  // Whose time it is, nobody says: it is the asker's own. The branch tells the wall clock.
  previewBlock: () => ({ json: { branch: 'main', kind: 'block', ...AWAY } }),
  blockTime: () => ({ json: { branch: 'main', kind: 'block', ...AWAY, outcomes: [] } }),
  unblockTime: ({ block }) => ({ params: { id: block }, json: {} }),
  readNextTimes: booking,
  bookNext: ({ booking }) => ({ params: { id: booking }, json: { startsAt: '2026-12-02T08:00:00Z' } }),
  takeBackNext: visit,

  invitePerson: ({ branch }) => ({ json: { role: 'desk', branch, name: { en: 'Test' }, locale: 'en' } }),
  revokeInvitation: ({ invitation }) => ({ params: { id: invitation }, json: {} }),
  disablePerson: ({ colleague }) => ({ params: { person: colleague.person }, json: {} }),
  enablePerson: ({ colleague }) => ({ params: { person: colleague.person }, json: {} }),
  addRole: ({ colleague, branch }) => ({ params: { person: colleague.person }, json: { role: 'admin', branch } }),
  removeRole: ({ colleague: { person, grant } }) => ({ params: { person, grant }, json: {} }),
  renewWayIn: ({ colleague }) => ({ params: { person: colleague.person }, json: {} }),

  issueCodes: ({ programme }) => ({ json: { programme, count: 1 } }),
  withdrawCodes: ({ batch }) => ({ params: { batch }, json: {} }),
  readAudit: ({ branch }) => ({ query: { date: '2026-11-23', branch } }),

  grantDevice: () => ({ json: DEVICE }),
  confirmAuthenticator: () => ({ json: { code: '123456' }, isGuess: true }),
  // What a device makes cannot be made here.
  linkProvider: () => ({ json: { code: 'a' }, isGuess: true }),
  addPasskey: () => ({ json: { name: 'A phone' }, isGuess: true }),
  namePasskey: ({ passkey }) => ({ params: { id: passkey }, json: { name: 'Another' } }),
  removePasskey: ({ passkey }) => ({ params: { id: passkey }, json: {} }),
  changePassword: () => ({ json: { current: STAFF_PASSWORD, next: 'seven quiet winter lamps' } }),
  beginContact: () => ({ json: { contact: 'ada@home.example', locale: 'en' }, isGuess: true }),
  addContact: () => ({ json: { code: '12345678' }, isGuess: true }),
  // Of whom it is done nothing more could be asked: it is let as far as its input. tests/api/rights does it.
  eraseSelf: () => ({ json: { sure: true }, isGuess: true }),
  changeAlias: () => ({ json: { alias: 'Heron' } }),
  changeReach: () => ({ json: { level: 'time' } }),
  removeContact: ({ contact }) => ({ params: { id: contact } }),
  endOwnSignIn: ({ signIn }) => ({ params: { id: signIn }, json: {} }),
};
