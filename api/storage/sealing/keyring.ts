import type { ActingRole } from '#domain/actor.ts';

/** What a blind index or keyed hash is for. Each purpose has a key of its own, derived from the master key. */
export type IndexPurpose =
  | 'card'
  | 'phone'
  | 'email'
  | 'partner-code'
  | 'ticket'
  | 'ticket-link'
  | 'guardian-link'
  | 'patron-discount'
  | 'throttle'
  | 'device'
  | 'sign-in-code'
  | 'desk-code'
  | 'recovery-code'
  | 'passkey'
  | 'provider-step'
  | 'outside-identity'
  | 'import';

/** Of argon2id: memory in KiB, passes over it, lanes. */
export interface HashingCost {
  memory: number;
  passes: number;
  lanes: number;
}

/** OWASP's: 19 MiB, two passes, one lane. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
export const HASHING: HashingCost = { memory: 19_456, passes: 2, lanes: 1 };

/** One line of the audit record before it is stored. */
export interface AuditLine {
  id: string;
  at: number;
  actor: string | null;
  role: ActingRole | null;
  action: string;
  subject: string;
  facts: Record<string, unknown>;
  branch: string | null;
}

/**
 * The keys outside the database (ARCHITECTURE.md, 4), and all that is done with them. Persons' data keys are AES-256-GCM keys
 * wrapped by the master key; `context` is bound as associated data, so that a sealed value cannot be moved elsewhere.
 */
export interface Keyring {
  /** Eight bytes in hex that tell this key apart from another; the database remembers it. */
  readonly fingerprint: string;
  /** A fresh data key for a person, wrapped. */
  newPersonKey(): Uint8Array;
  /** What each key that is wrapped by the present wrapping key begins with. */
  wrappedPrefix(): Uint8Array;
  /** The same data key under the present wrapping key. @throws Error when no key of the file opens it */
  rewrap(wrappedKey: Uint8Array): Uint8Array;
  seal(wrappedKey: Uint8Array, context: string, plain: string): Uint8Array;
  /** @throws Error when the bytes are not what was sealed under this key and context. */
  open(wrappedKey: Uint8Array, context: string, sealed: Uint8Array): string;
  /** Keyed hash for exact match: 32 bytes. */
  index(purpose: IndexPurpose, value: string): Uint8Array;
  /** What a new secret's hash costs, and a look at an account that does not exist. */
  readonly hashing: HashingCost;
  /** HMAC(pepper, secret): what argon2id is run over, since four digits alone fall at once. */
  pepper(secret: string): Uint8Array;
  auditMac(line: AuditLine): Uint8Array;
  /** Of what a row says, written down the same way each time (soundness/session-macs.ts). */
  rowMac(text: string): Uint8Array;
  /** The seal of a line, by its MAC and place, over the seal of the one before; the first follows no bytes at all. */
  auditSeal(previous: Uint8Array, seq: number, mac: Uint8Array): Uint8Array;
}
