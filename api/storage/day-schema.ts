import type { Absence, ItemEvent, Method, Outcome } from '#domain/check-in/check-in-item.ts';

type Bytes = Uint8Array;

/** The tables of what happens on the day itself, as schema.ts has the others. */
export interface DaySchema {
  /** Every item that a device told and that can be so, by the device's own id, with the first answer it got. */
  check_in: {
    id: string;
    booking: string;
    event: ItemEvent;
    body_hash: Bytes;
    occurred_at: number;
    received_at: number;
    recorded_by: string;
    side: 'desk' | 'counsellor';
    absence: Absence | null;
    method: Method | null;
    amount_minor: number | null;
    /** What the booking cost when it was told. */
    total_minor: number;
    /** Why an arrival was entered late, under the patron's key. */
    reason_sealed: Bytes | null;
    outcome: Outcome;
    code: string | null;
  };
  /** Money at the desk; `refunded` is what was given back. Numbered per branch, for receipts. */
  payment: {
    id: string;
    number: number;
    booking: string;
    branch: string;
    method: Method;
    amount_minor: number;
    currency: string;
    occurred_at: number;
    local_on: string;
    received_at: number;
    recorded_by: string;
  };
  booking_note: {
    booking: string;
    text_sealed: Bytes;
    written_by: string;
    role: 'counsellor' | 'desk';
    /** The item that wrote it. */
    item: string;
    written_at: number;
  };
  /** Time taken away from a counsellor or a room; its cells are in `occupancy` under its id. */
  block: {
    id: string;
    kind: 'block' | 'leave' | 'ill' | 'out_of_use';
    counsellor: string | null;
    room: string | null;
    branch: string;
    starts_at: number;
    ends_at: number;
    made_by: string;
    created_at: number;
    gone_at: number | null;
    /** The front desk made it, in the counsellor's name. */
    by_desk: 0 | 1;
  };
  /** A dated session that staff called off; of a session one stands at a time. */
  call_off: {
    id: string;
    session: string;
    called_off_by: string;
    side: 'desk' | 'counsellor';
    called_off_at: number;
    brought_back_at: number | null;
  };
  /** Whom that cost a place, and in which state the booking was. */
  call_off_place: { call_off: string; booking: string; state: 'confirmed' | 'arrived' };
  /** A patron with a code card who turned out to be one with a library card. */
  patron_merge: {
    id: string;
    branch: string;
    kept: string;
    gone: string;
    merged_by: string;
    merged_at: number;
    undone_at: number | null;
  };
  /** What went over by it. `uses`: of a discount, beyond those of the bookings that went over. */
  patron_merge_part: {
    merge: string;
    kind: 'booking' | 'entitlement' | 'card' | 'uses';
    subject: string;
    uses: number;
  };
  device_grant: {
    id: string;
    person: string;
    /** The sign-in's token hash that made it. */
    sign_in: Bytes;
    public_key: Bytes;
    created_at: number;
    expires_at: number;
    revoked_at: number | null;
  };
}
