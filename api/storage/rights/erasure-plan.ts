import type { Schema } from '../schema.ts';
import { tablesOfNoPerson } from './tables-of-no-person.ts';

/** What becomes of the rows of one table when a person is erased. */
export interface Decision<Table extends keyof Schema = keyof Schema> {
  why: string;
  /** Rows go where one of these columns names the person. */
  delete?: readonly (keyof Schema[Table] & string)[];
  /** Rows stay and name nobody: it is about what was done, and not about who did it. */
  nobody?: readonly (keyof Schema[Table] & string)[];
  /** Done row by row: `booking`: see detach-booking.ts; `person`: see erase-rows.ts. */
  elsewhere?: 'booking' | 'person';
}

type Plan = { readonly [Table in keyof Schema]: Decision<Table> };

const NOT_ABOUT_PEOPLE = 'It is about the library and not about a person.';
const NETWORK = { why: NOT_ABOUT_PEOPLE };
const WITH_BOOKING = { why: 'It goes with its booking.', elsewhere: 'booking' } as const;

/**
 * Table by table, in the order in which it is done: rows before what they refer to. A table that has no line here does not
 * compile; a column that refers to a person and is not named here fails tests/api/rights/erasure-plan.test.ts.
 */
export const ERASURE_PLAN: Plan = {
  ticket_link: WITH_BOOKING,
  message: WITH_BOOKING,
  booking_note: { ...WITH_BOOKING, nobody: ['written_by'] },
  check_in: {
    why: 'What was told of a visit stays as long as of any other (D18), without the reason that was given.',
    nobody: ['recorded_by'],
    elsewhere: 'booking',
  },
  payment: {
    why: 'The law of accounts: number, sum, date and branch stay (domain/rights/accounts-law.ts).',
    nobody: ['recorded_by'],
    elsewhere: 'booking',
  },
  redemption: {
    why: 'What a discount cost stays, for its budget and what its sponsor is told; whose use it was goes.',
    elsewhere: 'booking',
  },
  call_off_place: WITH_BOOKING,
  booking: {
    why: 'Times, states and sums stay, for cash-up and statistics: a booking is written anew, as nobody’s.',
    elsewhere: 'booking',
  },
  session: {
    why: 'A meeting that only one booking was for is written anew with it: the record knows it by its id.',
    elsewhere: 'booking',
  },
  occupancy: {
    why: 'What lies ahead is cancelled before; cells of past days go within two days.',
    elsewhere: 'booking',
  },

  patron_merge_part: { why: 'Goes with its merge.', elsewhere: 'person' },
  patron_merge: { why: 'Nothing is left to be undone.', delete: ['kept', 'gone'], nobody: ['merged_by'] },
  guardian_link: { why: 'Nobody takes it up any more.', delete: ['child', 'made_by'], nobody: ['used_by'] },
  guardian: {
    why: 'A child whose guardian went stays a child; the child’s own go.',
    delete: ['child'],
    nobody: ['guardian', 'named_by'],
    elsewhere: 'person',
  },
  entitlement: { why: 'A right to a concession is their own.', delete: ['patron'], nobody: ['recorded_by'] },
  reach: { why: 'Nobody is reached any more.', delete: ['person'] },
  contact: { why: 'Phone and mail.', delete: ['person'] },
  card: { why: 'A way in.', delete: ['person'] },
  password: { why: 'A way in.', delete: ['person'] },
  passkey: { why: 'A way in.', delete: ['person'] },
  authenticator: { why: 'A way in.', delete: ['person'] },
  recovery_code: { why: 'A way in.', delete: ['person'] },
  outside_identity: { why: 'A way in.', delete: ['person'] },
  consent: { why: 'There is nothing left that it allowed.', delete: ['person'] },
  invitation: { why: 'A way in, and whose it was.', delete: ['person'], nobody: ['made_by'] },
  sign_in_step: { why: 'Nobody goes on with it.', delete: ['person'] },
  sign_in: { why: 'Over everywhere, at once.', delete: ['person'] },
  device_grant: { why: 'Nothing more is taken from their devices.', delete: ['person'] },
  known_device: { why: 'Kept under keyed hashes of what was signed in with: those go.', elsewhere: 'person' },
  idempotency: { why: 'Answers that were theirs.', delete: ['actor'] },
  role_grant: { why: 'Nobody has no rights.', delete: ['person'] },
  patron: { why: 'The profile, with the name they were called by.', delete: ['person'] },
  person: { why: 'With it goes the data key: what was sealed anywhere, copies too, opens no more.', delete: ['id'] },

  block: { why: 'It is the counsellor’s or the room’s time.', nobody: ['made_by'] },
  call_off: { why: 'It is about the session.', nobody: ['called_off_by'] },
  code_batch: { why: 'It is the partner’s.', nobody: ['issued_by'] },
  partner_code: { why: 'It stays used, by a booking of nobody.', elsewhere: 'booking' },
  partner_cell: { why: 'Sums of five people and more.' },
  discount_tally: { why: 'Sums over everybody.' },
  patron_tally: { why: 'Limits outlive people, under a keyed hash, until the discount ends (Q8).' },
  throttle: { why: 'Keyed hashes that go within two days.' },
  erasure: { why: 'It says that they were erased, so that a restored copy does not bring them back.' },
  audit: { why: 'What was done stays on record, by ids: no name and no contact ever stands in it.' },
  audit_seal: { why: 'As the record.' },
  change: { why: 'Ids of what changed, for a day.' },

  ...tablesOfNoPerson(NETWORK),
};
