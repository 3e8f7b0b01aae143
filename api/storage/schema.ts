import type { Generated } from 'kysely';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import type { AccountSchema } from './account-schema.ts';
import type { DaySchema } from './day-schema.ts';

/**
 * The tables as both engines have them. Instants are whole milliseconds (bigint on PostgreSQL, read as numbers), booleans
 * are 0 or 1, JSON is text, sealed columns are bytes under the person's data key, indexes over secrets are keyed hashes.
 */

type Json = string;
type Bytes = Uint8Array;
type Bit = 0 | 1;

/** Every list of the network file is stored item by item: keys in columns (the database guards them), the rest as JSON. */
interface NetworkItem {
  id: string;
  /** Place in the file: price rules go by file order (P4). */
  position: number;
  definition: Json;
  retired_at: number | null;
}

export interface Schema extends AccountSchema, DaySchema {
  meta: { key: string; value: string };
  setting: { key: string; value: string };

  network: { id: string; definition: Json; version: string };
  branch: NetworkItem;
  room: NetworkItem & { branch: string };
  service: NetworkItem;
  counsellor: NetworkItem;
  concession: NetworkItem;
  discount: NetworkItem;
  partner: NetworkItem;
  group_series: NetworkItem & { service: string; counsellor: string; branch: string; room: string };

  person: {
    id: string;
    /** The person's data key, wrapped by the master key. */
    wrapped_key: Bytes;
    name_sealed: Bytes | null;
    locale: string;
    branch: string | null;
    demo: Bit;
    /** HMAC of what an import last brought for this person, so that the same file changes nothing. */
    imported_mac: Bytes | null;
    /** Place in the file that brought this person, for the export. */
    imported_position: number | null;
    created_at: number;
    disabled_at: number | null;
    /** Of people who work here: as far as sign-ins that were swept tell. */
    last_seen_at: number | null;
  };
  role_grant: {
    id: string;
    person: string;
    role: string;
    branch: string | null;
    counsellor: string | null;
    partner: string | null;
    granted_at: number;
    revoked_at: number | null;
  };
  /** A patron's profile: what a booking belongs to. Any of card, name and contact may be missing. */
  patron: { person: string; alias: string | null; messages: string; created_at: number; seen_on: string | null };
  card: { card_index: Bytes; person: string; card_sealed: Bytes; pin_hash: string; created_at: number };
  password: { person: string; hash: string; changed_at: number };
  sign_in: {
    token_hash: Bytes;
    /** What it is called by in the person's own list. */
    id: string;
    method: 'card' | 'password' | 'code' | 'passkey' | 'oidc' | 'screen';
    /** "Firefox on Android", under the person's key. */
    device_sealed: Bytes | null;
    /** Two factors were shown, or a second one was set up in it. */
    strong: Bit;
    person: string;
    created_at: number;
    last_seen_at: number;
    expires_at: number;
    idle_min: number | null;
    shared_device: Bit;
    ended_at: number | null;
    /** A kiosk's or a door sign's: it has the screen's rights and none of the person's. */
    screen: 'kiosk' | 'door' | null;
    screen_branch: string | null;
    screen_room: string | null;
  };
  /** A device that has signed in before, known by a random cookie: its tries are counted apart from strangers'. */
  known_device: { device_hash: Bytes; subject: Bytes; last_seen_at: number };
  throttle: { subject: Bytes; window_at: number; tries: number };

  session: {
    id: string;
    service: string;
    counsellor: string;
    branch: string;
    room: string | null;
    mode: string;
    starts_at: number;
    ends_at: number;
    /** Start to end of the counsellor's notes, and of the room's turn-around. */
    counsellor_until: number;
    room_until: number | null;
    local_on: string;
    places: number;
    taken: number;
    /** Of dated sessions: the series and which of its dates. */
    series: string | null;
    series_number: number | null;
    /** Once the last booking of an undated session is gone, or a dated one leaves the file. */
    gone_at: number | null;
    created_at: number;
    /** When staff gave it another room or counsellor, or called it off: an import leaves a dated one so. */
    arranged_at: number | null;
    /** HMAC of what it and its bookings say (soundness/session-macs.ts); null: from before there were any. */
    mac: Bytes | null;
  };
  booking: {
    id: string;
    session: string;
    patron: string;
    /** Repeated from the session: the desk's day and the alias's uniqueness go by them. */
    branch: string;
    local_on: string;
    starts_at: number;
    people: number;
    state: BookingState;
    held_until: number | null;
    extended: Bit;
    alias: string;
    features: Json;
    preparations: Json;
    messages: string;
    consent_version: string | null;
    consent_locale: string | null;
    consent_at: number | null;
    list_minor: number;
    total_minor: number;
    currency: string;
    minor_digits: number;
    /** The quote as it was given: lines, unused codes. See domain/price/quote.ts. */
    quote: Json;
    ticket_code: string | null;
    ticket_index: Bytes | null;
    ticket_sealed: Bytes | null;
    /** The booking that this one takes up again after a cancellation. */
    retakes: string | null;
    /** The visit after which a counsellor made this one (C5). */
    follows: string | null;
    created_at: number;
    confirmed_at: number | null;
    ended_at: number | null;
    version: number;
    arrived_at: number | null;
    started_at: number | null;
    absence: Absence | null;
    absence_confirmed_at: number | null;
  };
  /** The rule against double booking. `resource`: `c:` counsellor, `r:` room, `p:` patron. Cells are UTC (ARCHITECTURE.md, 2). */
  occupancy: { day: number; cell: number; resource: string; session: string; booking: string | null };

  /** Uses and money taken of a discount; `currency` is '' where the discount has no budget. */
  discount_tally: { discount: string; currency: string; uses: number; spent_minor: number };
  /** Uses per patron under HMAC(patron, discount): they outlive the person (ARCHITECTURE.md, 7). */
  patron_tally: { patron_index: Bytes; discount: string; uses: number };
  redemption: {
    booking: string;
    discount: string;
    patron_index: Bytes;
    currency: string;
    amount_minor: number;
    code_index: Bytes | null;
    taken_at: number;
    returned_at: number | null;
  };
  partner_code: {
    code_index: Bytes;
    discount: string;
    issued_at: number;
    /** The booking that holds it now. */
    taken_by: string | null;
    /** null: a command on the server made it. */
    batch: string | null;
    withdrawn_at: number | null;
  };
  /** Codes that a partner made at once: they are withdrawn together. */
  code_batch: {
    id: string;
    partner: string;
    discount: string;
    count: number;
    issued_by: string;
    issued_at: number;
    withdrawn_at: number | null;
  };
  /** Weeks of a programme that were counted together (domain/partner/partner-cells.ts). Never changed. */
  partner_cell: {
    discount: string;
    currency: string;
    from_on: string;
    to_on: string;
    visits: number;
    minor: number;
    closed_at: number;
  };

  idempotency: {
    actor: string;
    route: string;
    key: string;
    body_hash: Bytes;
    status: number;
    answer_sealed: Bytes;
    created_at: number;
  };
  audit: {
    id: string;
    at: number;
    actor: string | null;
    role: string | null;
    action: string;
    subject: string;
    facts: Json;
    mac: Bytes;
    /** Where it was done, as far as that is known; null: it is the network's. */
    branch: string | null;
  };
  audit_seal: { seq: number; line: string; hash: Bytes };
  /** What other processes read again (ARCHITECTURE.md, 13). `xid`: PostgreSQL's transaction, empty on SQLite. */
  change: {
    seq: Generated<number>;
    xid: Generated<string>;
    kind: 'session' | 'network' | 'sign_in' | 'block';
    subject: string;
    at: number;
  };
  number: { n: number };
}
