import type { Operation } from '#domain/permission.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { drawCodeCardPin, type DrawnPin } from '../../../storage/issue-code-card.ts';
import { branchOfDesk } from './branch-of-desk.ts';

/** Before the transaction begins. @throws Refusal `forbidden`, `not_found` */
export async function drawPin(ctx: ReadCtx, operation: Operation, branch: string): Promise<DrawnPin> {
  branchOfDesk(ctx, operation, branch);
  return drawCodeCardPin(ctx.keys);
}
