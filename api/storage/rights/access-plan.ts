import type { Schema } from '../schema.ts';
import { tablesOfNoPerson } from './tables-of-no-person.ts';

/** Where a person finds what one table holds of them, or why they do not. */
export type Told = { in: readonly string[] } | { not: string };

type Plan = { readonly [Table in keyof Schema]: Told };

const NETWORK = { not: 'It is about the library and not about a person.' };
const WAYS = { in: ['waysToSignIn'] };
const BOOKINGS = { in: ['bookings'] };
const HASHES = { not: 'Keyed hashes that nobody can turn back, kept for days.' };
const WORK = { not: 'What was done at work is the library’s record of its rooms and hours, kept by number.' };

/**
 * Y1, table by table: the parts of `GET /api/me/data` (contract/account/own-data.ts). A table without a line does not compile; a
 * part that the answer has not, or that no table fills, fails tests/unit/rights/access-plan.test.ts.
 */
export const ACCESS_PLAN: Plan = {
  person: { in: ['person'] },
  patron: { in: ['person', 'reach'] },
  role_grant: { in: ['roles'] },
  card: WAYS,
  password: WAYS,
  passkey: WAYS,
  authenticator: WAYS,
  recovery_code: WAYS,
  outside_identity: WAYS,
  invitation: WAYS,
  sign_in: { in: ['signIns'] },
  device_grant: { in: ['devicesThatMaySend'] },
  contact: { in: ['contacts'] },
  reach: { in: ['reach'] },
  entitlement: { in: ['entitlements'] },
  consent: { in: ['consents'] },
  guardian: { in: ['children'] },
  guardian_link: { in: ['children'] },
  patron_merge: { in: ['merges'] },
  patron_merge_part: { not: 'Which rows a merge moved, by number: they stand where they are now.' },
  patron_tally: { in: ['discountsUsed'] },

  booking: BOOKINGS,
  session: BOOKINGS,
  redemption: BOOKINGS,
  check_in: BOOKINGS,
  payment: BOOKINGS,
  booking_note: BOOKINGS,
  message: BOOKINGS,
  ticket_link: BOOKINGS,
  call_off: BOOKINGS,
  call_off_place: BOOKINGS,
  occupancy: { not: 'The five-minute cells of appointments, which stand in `bookings` with their times.' },

  audit: { in: ['looks'] },
  audit_seal: { not: 'Proofs that the record was not changed: numbers over numbers.' },
  idempotency: { not: 'Copies of answers that were given, so that nothing is done twice; what they told stands here.' },
  sign_in_step: { not: 'A sign-in that is under way: minutes, and secrets.' },
  known_device: HASHES,
  throttle: HASHES,
  erasure: { not: 'Whoever is in it is nobody’s to ask for any more.' },
  change: { not: 'Numbers of what changed, for a day.' },

  partner_code: { not: 'Which codes are used is known by keyed hash; what one came to stands in its booking’s price.' },
  partner_cell: { not: 'Sums of five people and more.' },
  discount_tally: { not: 'Sums over everybody.' },
  code_batch: WORK,
  block: WORK,

  ...tablesOfNoPerson(NETWORK),
};
