import type { ActingRole, Actor } from './actor.ts';
import { Refusal } from './refusal.ts';

/**
 * One table of role × operation. `own`: only what belongs to the asker; a foreign thing is answered like an absent one.
 * `family`: that, and what belongs to a child whose guardian the asker is (G8).
 * `branch`: what happens at a branch of the asker's grants. Nothing that is not named here is allowed.
 */
type Scope = 'own' | 'family' | 'branch' | 'any';

/** Their own account: a screen that stands in the open has none, whoever set it up. */
const STAFF = { counsellor: 'own', desk: 'own', admin: 'own', partner: 'own', auditor: 'own' } as const;
const EVERYBODY = { ...STAFF, patron: 'own' } as const;

export const PERMISSIONS = {
  'me.read': { ...EVERYBODY, kiosk: 'own', door: 'own' },
  'account.sign_ins': EVERYBODY,
  'account.passkeys': EVERYBODY,
  'account.second_factor': STAFF,
  'account.password': STAFF,
  'account.provider': STAFF,
  'account.sign_out': { ...EVERYBODY, kiosk: 'own', door: 'own' },
  'me.data': EVERYBODY,
  'me.looks': EVERYBODY,
  'me.alias': { patron: 'own' },
  'me.contacts': { patron: 'own' },
  'me.consent': { patron: 'own' },
  'me.reach': { patron: 'own' },
  'me.erasure': EVERYBODY,
  'me.prices': { patron: 'own' },
  'family.children': { patron: 'own' },
  'family.name': { patron: 'family' },
  'family.end': { patron: 'family' },
  'family.take_up': { patron: 'own' },
  'booking.hold': { patron: 'family', desk: 'branch' },
  'booking.list': { patron: 'family' },
  'booking.read': { patron: 'family', link: 'own' },
  'booking.extend': { patron: 'family', desk: 'branch' },
  'booking.confirm': { patron: 'family', desk: 'branch' },
  'booking.prepare': { patron: 'family', desk: 'branch' },
  'booking.cancel': { patron: 'family', desk: 'branch', link: 'own' },
  'booking.retake': { patron: 'family', desk: 'branch', link: 'own' },
  'booking.move': { patron: 'family', desk: 'branch', link: 'own' },
  'booking.link': { patron: 'family', desk: 'branch' },
  'desk.day': { desk: 'branch' },
  'desk.look_up': { desk: 'branch' },
  'desk.patron': { desk: 'branch' },
  'desk.family': { desk: 'branch' },
  'desk.times': { desk: 'branch' },
  'desk.walk_in': { desk: 'branch' },
  'desk.entitle': { desk: 'branch' },
  'desk.swap_room': { desk: 'branch' },
  'desk.close_room': { desk: 'branch' },
  'desk.block_counsellor': { desk: 'branch', admin: 'branch' },
  'desk.arranged': { desk: 'branch', admin: 'branch' },
  'desk.bring_back': { desk: 'branch', admin: 'branch' },
  'desk.merge': { desk: 'branch' },
  'desk.cash_up': { desk: 'branch' },
  'desk.receipt': { desk: 'branch' },
  'desk.screen': { desk: 'branch' },
  'kiosk.check_in': { kiosk: 'branch' },
  'door.read': { door: 'branch' },
  'check_in.record': { desk: 'branch', counsellor: 'own' },
  'counsellor.day': { counsellor: 'own' },
  'counsellor.block': { counsellor: 'own' },
  'counsellor.bring_back': { counsellor: 'own' },
  'counsellor.next': { counsellor: 'own' },
  'device.grant': { desk: 'own', counsellor: 'own' },
  'partner.programmes': { partner: 'own' },
  'partner.codes': { partner: 'own' },
  'audit.read': { auditor: 'branch' },
  'staff.invite': { admin: 'branch' },
  'staff.people': { admin: 'branch' },
  'staff.crisis_lines': { admin: 'branch' },
  'staff.backups': { admin: 'branch' },
  'live.follow': { patron: 'own', counsellor: 'own', desk: 'own', kiosk: 'own', door: 'own' },
} as const satisfies Record<string, Partial<Record<ActingRole, Scope>>>;

export type Operation = keyof typeof PERMISSIONS;

/** What the asked-for thing says about whose it is. */
export interface Owned {
  patron?: string;
  /** The asker, where they are a guardian of the patron's. */
  guardian?: string | undefined;
  /** null: the network's own. */
  branch: string | null;
  counsellor?: string;
  partner?: string;
  booking?: string;
}

/** @throws Refusal `forbidden` where the role may never do it, `not_found` where the thing is somebody else's. */
export function assertCan(actor: Actor, operation: Operation, thing?: Owned): void {
  const scope = (PERMISSIONS[operation] as Partial<Record<ActingRole, Scope>>)[actor.role];
  if (!scope) throw new Refusal(thing ? 'not_found' : 'forbidden');
  if (!thing || scope === 'any') return;

  if (!isInScope(actor, thing, scope)) throw new Refusal('not_found');
}

function isInScope(actor: Actor, thing: Owned, scope: Exclude<Scope, 'any'>): boolean {
  switch (scope) {
    case 'own':
      return isOwn(actor, thing);
    case 'family':
      return isOwn(actor, thing) || thing.guardian === actor.person;
    case 'branch':
      return isAtBranch(actor, thing);
    default:
      return scope satisfies never;
  }
}

function isOwn(actor: Actor, thing: Owned): boolean {
  if (actor.role === 'link') return actor.booking !== undefined && thing.booking === actor.booking;
  if (actor.role === 'partner' && thing.partner !== undefined) {
    return actor.grants.some(({ role, partner }) => role === 'partner' && partner === thing.partner);
  }
  if (actor.role !== 'counsellor') return thing.patron === actor.person;
  return actor.grants.some(({ role, counsellor }) => role === 'counsellor' && counsellor === thing.counsellor);
}

/** Whether something happens at a branch of the asker's. */
export function isAtBranch(actor: Actor, thing: Pick<Owned, 'branch'>): boolean {
  return actor.grants.some(({ role, branch }) => role === actor.role && (branch === null || branch === thing.branch));
}
