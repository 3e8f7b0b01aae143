import type { LocalDate } from '#domain/ids.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { branchOfDesk, daysOfDesk } from '../at-the-desk/branch-of-desk.ts';

export interface AskedDay {
  branch: string;
  date: LocalDate;
}

/** Whether it is another day than yesterday, today and tomorrow. @throws Refusal `forbidden`, `not_found` */
export function isFarDay(ctx: ReadCtx, operation: Operation, { branch: id, date }: AskedDay): boolean {
  const { from, to } = daysOfDesk(ctx, branchOfDesk(ctx, operation, id));
  return date < from || to < date;
}

/** D13: who looks at such a day leaves a trace. */
export async function traceFarDay(ctx: Ctx, operation: Operation, { branch, date }: AskedDay): Promise<void> {
  assertCan(ctx.actor, operation, { branch });
  await recordAudit(ctx, `${operation}.far`, branch, { date });
}
