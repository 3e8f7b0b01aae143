import { couldStandIn } from '#domain/rearranging/stand-ins.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { changeCounsellor } from '../../../storage/stores/blocks/arranged-session-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import {
  counsellorResource,
  freeCellsOfResource,
  partOf,
  tryClaimCells,
} from '../../../storage/stores/occupancy-store.ts';
import { lockSessionsOn, type Session } from '../../../storage/stores/session-store.ts';
import { takenNow } from './change-room.ts';
import { arrangedOf, type AffectedSession } from './find-affected.ts';

/** Gives up the counsellor's time. The session is nobody's until `takeCounsellor`, in the same transaction. */
export async function leaveCounsellor(ctx: Ctx, session: Session): Promise<void> {
  const { id, counsellor, startsAt, counsellorUntil } = session;
  await freeCellsOfResource(ctx.tx, id, counsellorResource(counsellor), { from: startsAt, to: counsellorUntil });
}

/**
 * L5: the same session with somebody else who offers the service and works there then. Leave, other sessions and
 * `maxPerDay` are theirs too. @throws Refusal `invalid`, `slot_taken`, `wrong_state`
 */
export async function takeCounsellor(ctx: Ctx, affected: AffectedSession, counsellor: string): Promise<Session> {
  const { session } = affected;
  assertCouldStandIn(ctx, affected, counsellor);

  const most = ctx.world.network.counsellors.get(counsellor)?.maxPerDay ?? Infinity;
  if ((await lockSessionsOn(ctx.tx, counsellor, session.localOn, session.startsAt)) >= most) throw takenNow();
  const part = partOf(counsellorResource(counsellor), session.startsAt, session.counsellorUntil);
  if (!(await tryClaimCells(ctx.tx, [part], session.id, null))) throw takenNow();
  const change = { id: session.id, from: session.counsellor, counsellor };
  if (!(await changeCounsellor(ctx.tx, change))) throw new Refusal('wrong_state', { state: 'gone' });

  await recordAudit(ctx, 'session.counsellor', session.id, { from: session.counsellor, to: counsellor });
  await noteChange(ctx.tx, 'session', session.id);
  return { ...session, counsellor };
}

function assertCouldStandIn({ world }: Ctx, affected: AffectedSession, id: string): void {
  const counsellor = world.network.counsellors.get(id);
  const could = counsellor && couldStandIn(world, arrangedOf(affected), affected.terms.service, counsellor);
  if (could) return;

  const code = counsellor ? 'not_offered' : 'unknown';
  throw new Refusal('invalid', {}, [{ path: 'counsellor', code }]);
}
