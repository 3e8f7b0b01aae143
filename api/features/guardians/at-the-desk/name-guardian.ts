import type { Family } from '#contract/account/family.ts';
import { assertHasPlace } from '#domain/guardian/guardian-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import { findDeskPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { revokeGuardianLink } from '../../../storage/stores/guardians/guardian-link-store.ts';
import { guardiansOf, insertGuardian, isChild } from '../../../storage/stores/guardians/guardian-store.ts';
import { assertAtDesk, familyAnswer, type DeskAsked } from './family-at-desk.ts';

/** G12: whoever stands at the counter and shows their card. @throws Refusal `forbidden`, `not_found`, `invalid`, `wrong_state` */
export async function nameGuardian(ctx: Ctx, input: DeskAsked & { guardian: string }): Promise<Family> {
  await assertAtDesk(ctx, input);
  const { tx } = ctx;
  const { id: child, guardian, branch } = input;
  await lockPatron(tx, child);
  if (!(await isChild(tx, child))) throw new Refusal('wrong_state', { state: 'no_child' });
  const isGrownUp = (await findDeskPatron(tx, guardian)) !== undefined && !(await isChild(tx, guardian));
  if (!isGrownUp) throw new Refusal('invalid', {}, [{ path: 'guardian', code: 'unknown' }]);

  const guardians = await guardiansOf(tx, [child]);
  if (guardians.some((one) => one.guardian === guardian)) throw new Refusal('wrong_state', { state: 'own_child' });
  assertHasPlace(guardians);
  const named = { id: ctx.newId(), guardian, child, namedBy: ctx.actor.person };
  if (!(await insertGuardian(tx, named))) throw new Refusal('wrong_state', { state: 'own_child' });
  await revokeGuardianLink(tx, child);
  await recordAudit(ctx, 'guardian.named', child, { guardianship: named.id, guardian, branch });
  return familyAnswer(ctx, child);
}
