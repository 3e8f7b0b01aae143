import type { EntitlementAnswer, EntitlementInput } from '#contract/desk.ts';
import type { Branch, Concession } from '#domain/network.ts';
import { lastDay } from '#domain/network-file/validity.ts';
import { Refusal, type Fault } from '#domain/refusal.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import { insertEntitlement } from '../../../storage/stores/bookings/entitlement-store.ts';
import { findDeskPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { deskPatronAnswer } from '../at-the-desk/desk-patron-answer.ts';
import { repriceOpenBookings } from './reprice-open-bookings.ts';

/**
 * K6, K7: a concession whose evidence the desk has seen, from today on; open bookings follow at once.
 * @throws Refusal `invalid`, `forbidden`, `not_found`
 */
export async function entitlePatron(ctx: Ctx, input: EntitlementInput & { id: string }): Promise<EntitlementAnswer> {
  const branch = branchOfDesk(ctx, 'desk.entitle', input.branch);
  const patron = input.id;
  if (!(await findDeskPatron(ctx.reader, patron))) throw new Refusal('not_found');
  const { evidence, today } = seen(ctx, branch, input);

  await lockPatron(ctx.tx, patron);
  const { concession, until } = input;
  const id = ctx.newId();
  const entitlement = { id, patron, concession, from: today, until, evidence, recordedBy: ctx.actor.person };
  await insertEntitlement(ctx.tx, ctx.keys, entitlement);
  // Which one it is stands in the row alone, under the patron's key.
  await recordAudit(ctx, 'desk.entitle', patron, { branch: branch.id, entitlement: id, until });

  const repriced = await repriceOpenBookings(ctx, patron);
  return {
    patron: (await deskPatronAnswer(ctx, patron, branch))!,
    repriced: repriced.map(({ row: { id: booking, currency, minorDigits }, totalMinor }) => ({
      booking,
      due: { amount: totalMinor, currency, minorDigits },
    })),
  };
}

/** What a partner vouches for is not the desk's to see. @throws Refusal `invalid` that names every field that cannot be */
function seen(ctx: Ctx, branch: Branch, { concession: id, until }: EntitlementInput) {
  const concession: Concession | undefined = ctx.world.network.concessions.get(id);
  const today = localDateOf(branch.timeZone, ctx.now);

  const faults: Fault[] = [];
  const check = (path: string, code: string, isGood: boolean) => isGood || faults.push({ path, code });
  check('concession', 'unknown', concession !== undefined);
  check('concession', 'not_allowed', concession?.evidence !== 'partner');
  check('until', 'too_small', today <= until);
  check('until', 'too_big', !concession || until <= lastDay(today, concession.validMonths));
  if (!concession || faults.length > 0) throw new Refusal('invalid', {}, faults);
  return { evidence: concession.evidence, today };
}
