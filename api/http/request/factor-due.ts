import { needsSecondFactor } from '#domain/account/factor-ways.ts';
import type { Services } from '../../storage/context.ts';
import type { SignInRow } from '../../storage/stores/sign-in-store.ts';

/** F6: two factors are demanded of this person, who has shown one and has yet to set up the other. */
export function isFactorDue({ requireSecondFactor }: Services, { actor, isStrong }: SignInRow): boolean {
  return requireSecondFactor && !isStrong && needsSecondFactor(actor.role);
}
