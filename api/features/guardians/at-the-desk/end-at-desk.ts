import type { Family } from '#contract/account/family.ts';
import type { Ctx } from '../../../storage/context.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import { guardiansOf } from '../../../storage/stores/guardians/guardian-store.ts';
import { writeEnd } from '../end-guardianship.ts';
import { assertAtDesk, familyAnswer, type DeskAsked } from './family-at-desk.ts';

/** G12: of either guardian. What has ended has ended, however often it is asked. @throws Refusal `forbidden`, `not_found` */
export async function endAtDesk(ctx: Ctx, input: DeskAsked & { guardianship: string }): Promise<Family> {
  await assertAtDesk(ctx, input);
  await lockPatron(ctx.tx, input.id);
  const ended = (await guardiansOf(ctx.tx, [input.id])).find(({ id }) => id === input.guardianship);
  if (ended) await writeEnd(ctx, ended, { by: 'desk', branch: input.branch });
  return familyAnswer(ctx, input.id);
}
