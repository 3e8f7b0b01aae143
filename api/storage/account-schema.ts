import type { MessageKind } from '#domain/message/message-kind.ts';
import type { Role } from '#domain/network.ts';

type Bytes = Uint8Array;
type Bit = 0 | 1;

/** The tables of who people are and how they are reached, as schema.ts has the others. */
export interface AccountSchema {
  /** `opens`: it was shown to be theirs, and they sign in with it. */
  contact: {
    id: string;
    person: string;
    kind: 'phone' | 'email';
    contact_index: Bytes;
    contact_sealed: Bytes;
    created_at: number;
    verified_at: number | null;
    opens: Bit;
  };
  /** One step of signing in that waits for the next, bound by a cookie to the browser that began it. */
  sign_in_step: {
    token_hash: Bytes;
    kind: 'code' | 'contact' | 'second_factor' | 'passkey' | 'new_passkey' | 'oidc';
    person: string | null;
    /** What was named (a contact, an issuer), as a keyed hash. */
    subject: Bytes | null;
    code_hash: Bytes | null;
    /** JSON: what the next step is judged against, such as a challenge. */
    state: string;
    tries: number;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  passkey: {
    /** The credential's id, base64url. */
    id: string;
    person: string;
    public_key: Bytes;
    counter: number;
    /** JSON: how browsers say the key is reached. */
    transports: string;
    name_sealed: Bytes;
    created_at: number;
    last_used_at: number | null;
  };
  /** A time-based second factor (RFC 6238). A step of 30 seconds opens once: `last_step` is the newest that did. */
  authenticator: {
    person: string;
    secret_sealed: Bytes;
    created_at: number;
    confirmed_at: number | null;
    last_step: number | null;
  };
  recovery_code: { code_index: Bytes; person: string; created_at: number; used_at: number | null };
  /** Whom the library's own provider (OpenID Connect) knows under which subject. */
  outside_identity: { issuer: string; subject_index: Bytes; person: string; created_at: number };
  invitation: {
    token_hash: Bytes;
    id: string;
    person: string;
    role: Role;
    branch: string | null;
    counsellor: string | null;
    partner: string | null;
    /** null: a command on the server. */
    made_by: string | null;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    revoked_at: number | null;
  };
  guardian: {
    id: string;
    guardian: string;
    child: string;
    /** null: they added the child. Else who named them: the first guardian, or somebody at a desk. */
    named_by: string | null;
    created_at: number;
    accepted_at: number | null;
    ended_at: number | null;
  };
  /** Whoever takes it up becomes the child's second guardian. */
  guardian_link: {
    token_index: Bytes;
    child: string;
    made_by: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    used_by: string | null;
    revoked_at: number | null;
  };
  consent: { person: string; version: string; locale: string; given_at: number; withdrawn_at: number | null };
  /** Who was erased: themselves, with their last guardian, or as somebody who never came back. */
  erasure: { person: string; at: number; why: 'asked' | 'guardian' | 'inactive' };
  ticket_link: { token_index: Bytes; booking: string; created_at: number; revoked_at: number | null };
  /** A dated right to a concession. */
  entitlement: {
    id: string;
    patron: string;
    /** Of rows that an earlier release wrote, until the database is opened. */
    concession: string | null;
    /** Under the patron's key. */
    concession_sealed: Bytes | null;
    from_on: string;
    until_on: string;
    evidence: string;
    recorded_by: string | null;
    created_at: number;
    ended_at: number | null;
  };
  /** How somebody may be reached: the contact, and minutes of their day in which no message comes (equal ends: none). */
  reach: { person: string; contact: string | null; quiet_from: number; quiet_until: number };
  /**
   * A message that was asked for, one per booking and kind; whoever asks again gives it a new id. Its words are made when it is
   * sent, from what is true then, and so is where it goes. `due_at`: when it is looked at next.
   */
  message: {
    id: string;
    booking: string;
    kind: MessageKind;
    asked_at: number;
    due_at: number;
    tries: number;
    sent_at: number | null;
    given_up_at: number | null;
  };
}
