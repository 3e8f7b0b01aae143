/** Every lawful "no", and every way in which input can be wrong, as the API says it. The closed list clients may rely on. */
export const REFUSALS = {
  unreadable: 400,
  idempotency_key_missing: 400,
  idempotency_key_invalid: 400,
  not_signed_in: 401,
  sign_in_failed: 401,
  step_over: 401,
  not_linked: 401,
  forbidden: 403,
  second_factor_needed: 403,
  sign_in_again: 403,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  slot_taken: 409,
  twin_running: 409,
  wrong_state: 409,
  consent_needed: 409,
  hold_expired: 409,
  already_extended: 409,
  too_late_to_cancel: 409,
  too_late_to_move: 409,
  too_late_to_change: 409,
  too_many_open: 409,
  patron_busy: 409,
  other_currency: 409,
  affected_left: 409,
  last_way_in: 409,
  last_admin: 409,
  already_linked: 409,
  too_many_children: 409,
  roles_first: 409,
  visit_under_way: 409,
  too_large: 413,
  not_json: 415,
  invalid: 422,
  code_not_usable: 422,
  idempotency_key_reused: 422,
  too_many_tries: 429,
  internal: 500,
  cannot_write: 503,
  provider_unreachable: 503,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Facts for the sentence that a screen shows: never English, never more than the asker may know. */
export type Facts = Record<string, unknown>;

/** One wrong field of an input: `path` as `people`, `codes[1]`, `branches[0].hours.weekly.mon[1]`; `code` from a closed list. */
export interface Fault {
  path: string;
  code: string;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly facts: Facts;
  readonly faults: Fault[];

  constructor(code: RefusalCode, facts: Facts = {}, faults: Fault[] = []) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.faults = faults;
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}
