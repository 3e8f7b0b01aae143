import type { ItemRefusal } from '#domain/check-in/check-in-item.ts';
import type { Ctx } from '../../../storage/context.ts';
import { insertCheckIn, type CheckInRow } from '../../../storage/stores/day/check-in-store.ts';
import type { Told } from './record-item.ts';

/** Writes a telling down with its first answer. Undefined when its id was used for another booking. */
export async function keepTelling(
  ctx: Ctx,
  { row }: Told,
  outcome: 'applied' | 'already' | ItemRefusal,
): Promise<CheckInRow | undefined> {
  const isDone = outcome === 'applied' || outcome === 'already';
  const kept: CheckInRow = { ...row, ...(isDone ? { outcome, code: null } : { outcome: 'refused', code: outcome }) };
  return (await insertCheckIn(ctx.tx, kept)) ? kept : undefined;
}
