import type { DeskPatron } from '#contract/desk.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { branchOfDesk } from './branch-of-desk.ts';
import { deskPatronAnswer } from './desk-patron-answer.ts';

/** K4: without a trace for people of these days, on record for anybody else. @throws Refusal `forbidden`, `not_found` */
export async function readDeskPatron(
  ctx: Ctx,
  { id, branch: at }: { id: string; branch: string },
): Promise<DeskPatron> {
  const branch = branchOfDesk(ctx, 'desk.patron', at);
  const answer = await deskPatronAnswer(ctx, id, branch);
  if (!answer) throw new Refusal('not_found');

  if (answer.rows.length === 0) await recordAudit(ctx, 'desk.patron', id, { branch: branch.id });
  return answer;
}
