import type { Actor } from '#domain/actor.ts';
import type { Counsellor } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { World } from '../../../storage/world/world.ts';

/** Whose day it is, once permission was given. @throws Refusal `not_found` for somebody who is no counsellor any more. */
export function ownCounsellor({ actor, world }: { actor: Actor; world: World }): Counsellor {
  const id = actor.grants.find((grant) => grant.role === 'counsellor')?.counsellor ?? '';
  const counsellor = world.network.counsellors.get(id);
  if (!counsellor) throw new Refusal('not_found');
  return counsellor;
}
