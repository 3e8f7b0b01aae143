import type { NewPatronAnswer, NewPatronInput } from '#contract/desk.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { branchOfDesk } from './branch-of-desk.ts';
import { deskPatronAnswer } from './desk-patron-answer.ts';
import { issueCodeCard, type DrawnPin } from '../../../storage/issue-code-card.ts';

/** K5: a patron without a name. The card's PIN is told in this answer and never again. @throws Refusal `forbidden`, `not_found` */
export async function makePatron(ctx: Ctx, input: NewPatronInput, drawn: DrawnPin): Promise<NewPatronAnswer> {
  const branch = branchOfDesk(ctx, 'desk.patron', input.branch);
  const { patron, codeCard } = await issueCodeCard(ctx, { branch, alias: input.alias, locale: input.locale }, drawn);

  await recordAudit(ctx, 'desk.patron_made', patron, { branch: branch.id });
  return { patron: (await deskPatronAnswer(ctx, patron, branch))!, codeCard };
}
