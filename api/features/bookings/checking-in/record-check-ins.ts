import type { CheckInItem, CheckInResult } from '#contract/check-ins.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { findBookingToWrite, type BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { openVisit, type Visit } from './open-visit.ts';
import { recordItem, resultOf } from './record-item.ts';

/**
 * What happened, told now or days later: each item is judged by when it happened and answered by itself, in the order of the
 * items; what is refused undoes nothing of the others (D1–D11). Told again, an item has no second effect.
 *
 * @throws Refusal `forbidden` for a role that records nothing.
 */
export async function recordCheckIns(ctx: Ctx, items: readonly CheckInItem[]): Promise<CheckInResult[]> {
  assertCan(ctx.actor, 'check_in.record');
  return recordAs(ctx, 'check_in.record', items);
}

/** As `recordCheckIns`, by leave of another operation: a kiosk's. */
export async function recordAs(ctx: Ctx, leave: Operation, items: readonly CheckInItem[]): Promise<CheckInResult[]> {
  const visits = await openVisits(ctx, leave, items);
  const changed = new Set<string>();
  const results: CheckInResult[] = [];

  for (const item of items) {
    const visit = visits.get(item.booking);
    if (!visit) {
      results.push(resultOf(item.id, { outcome: 'not_found' }));
      continue;
    }
    // In a savepoint: an item that a constraint refuses must not take the batch with it.
    const recorded = await ctx.tx.attempt(() => recordItem(ctx, visit, item));
    if (recorded) visits.set(item.booking, recorded.visit);
    if (recorded?.changed) changed.add(visit.row.session.id);
    results.push(resultOf(item.id, recorded ?? { outcome: 'wrong_state' }));
  }

  for (const session of changed) await noteChange(ctx.tx, 'session', session);
  return results;
}

/** Locked in the order of ids, since two devices bring the same bookings in two orders. */
async function openVisits(ctx: Ctx, leave: Operation, items: readonly CheckInItem[]): Promise<Map<string, Visit>> {
  const visits = new Map<string, Visit>();
  for (const id of [...new Set(items.map(({ booking }) => booking))].sort()) {
    const row = await findBookingToWrite(ctx.tx, id);
    if (row && may(ctx, leave, row)) visits.set(id, await openVisit(ctx, row));
  }
  return visits;
}

function may({ actor }: Ctx, leave: Operation, { patron, session }: BookingRow): boolean {
  try {
    assertCan(actor, leave, { patron, branch: session.branch, counsellor: session.counsellor });
    return true;
  } catch (fault) {
    if (fault instanceof Refusal) return false;
    throw fault;
  }
}
