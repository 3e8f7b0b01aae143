import type { ActingRole } from '../actor.ts';

/** By what the second of two factors can be shown. A passkey is both in one. */
export type FactorWay = 'authenticator' | 'recovery_code' | 'passkey';

const STAFF: ReadonlySet<ActingRole> = new Set(['desk', 'counsellor', 'admin', 'partner', 'auditor']);

/** F6: whoever may see what is somebody else's. A screen that stands in the open has no account, a patron sees own things. */
export function needsSecondFactor(role: ActingRole): boolean {
  return STAFF.has(role);
}

/** F5: what can be shown as the second factor at a sign-in by one; none: one is enough, or all there is. */
export function factorWays(has: {
  authenticator: boolean;
  recoveryCodes: number;
  passkeys: number;
  /** Two factors are demanded of this person. */
  isDemanded: boolean;
}): FactorWay[] {
  const { authenticator, recoveryCodes, passkeys, isDemanded } = has;
  if (!authenticator && !(isDemanded && passkeys > 0)) return [];
  return [
    ...(authenticator ? (['authenticator'] as const) : []),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
    ...(recoveryCodes > 0 ? (['recovery_code'] as const) : []),
  ];
}
