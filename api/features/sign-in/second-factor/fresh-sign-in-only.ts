import { MINUTE, type Instant } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';

const FRESH_MIN = 15;

/** F4: who finds a screen open does not make the account their own. @throws Refusal `sign_in_again` */
export function assertFresh(signIn: { begunAt: Instant }, now: Instant): void {
  if (now - signIn.begunAt >= FRESH_MIN * MINUTE) throw new Refusal('sign_in_again');
}
