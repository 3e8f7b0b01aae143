import type { Actor } from './actor.ts';
import type { Role } from './network.ts';
import { Refusal } from './refusal.ts';

/**
 * One table of role × operation. `own`: only what belongs to the asker; a foreign thing is answered like an absent one.
 * `branch`: what happens at a branch of the asker's grants. Nothing that is not named here is allowed.
 */
type Scope = 'own' | 'branch' | 'any';

export const PERMISSIONS = {
  'me.read': { patron: 'own', counsellor: 'own', desk: 'own', admin: 'own', partner: 'own' },
  'me.prices': { patron: 'own' },
  'booking.hold': { patron: 'own' },
  'booking.list': { patron: 'own' },
  'booking.read': { patron: 'own' },
  'booking.extend': { patron: 'own' },
  'booking.confirm': { patron: 'own' },
  'booking.prepare': { patron: 'own' },
  'booking.cancel': { patron: 'own' },
  'booking.retake': { patron: 'own' },
  'booking.move': { patron: 'own' },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Operation = keyof typeof PERMISSIONS;

/** What the asked-for thing says about whose it is. */
export interface Owned {
  patron: string;
  branch: string;
}

/** @throws Refusal `forbidden` where the role may never do it, `not_found` where the thing is somebody else's. */
export function assertCan(actor: Actor, operation: Operation, thing?: Owned): void {
  const scope = (PERMISSIONS[operation] as Partial<Record<Role, Scope>>)[actor.role];
  if (!scope) throw new Refusal(thing ? 'not_found' : 'forbidden');
  if (!thing || scope === 'any') return;

  const mine =
    scope === 'own'
      ? thing.patron === actor.person
      : actor.grants.some((grant) => grant.branch === null || grant.branch === thing.branch);
  if (!mine) throw new Refusal('not_found');
}
