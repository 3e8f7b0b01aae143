import type { ActingRole, SignedIn } from '#domain/actor.ts';

const DAY_MIN = 24 * 60;

/** How long a sign-in lasts at most, and how long without a request. Minutes. */
export interface SignInTerms {
  lastsMin: number;
  idleMin: number | null;
}

const STAFF_IDLE: Partial<Record<ActingRole, number>> = { counsellor: 15, admin: 15, partner: 30, auditor: 15 };
const SHARED_IDLE = 30;

/** A desk's screen locks by itself, so its sign-in lasts the shift. */
export function signInTerms(actor: SignedIn, sharedDevice: boolean): SignInTerms {
  const lastsMin = isStaff(actor) ? 12 * 60 : 30 * DAY_MIN;
  const own = STAFF_IDLE[actor.role] ?? null;
  return { lastsMin, idleMin: sharedDevice ? Math.min(own ?? SHARED_IDLE, SHARED_IDLE) : own };
}

export function isStaff(actor: SignedIn): boolean {
  return actor.role !== 'patron';
}
