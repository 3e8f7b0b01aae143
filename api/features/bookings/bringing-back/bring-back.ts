import type { BroughtBack } from '#contract/desk-work/arranged.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockBookingsOf, lockSessions } from '../../../storage/stores/blocks/affected-store.ts';
import {
  bringSessionBack,
  findCallOff,
  placesLost,
  type CallOff,
} from '../../../storage/stores/blocks/call-off-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import {
  counsellorResource,
  partOf,
  roomResource,
  tryClaimCells,
  type Part,
} from '../../../storage/stores/occupancy-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { lockDiscounts } from '../pricing/return-discounts.ts';
import { takenNow } from '../rearranging/change-room.ts';
import { bringPlaceBack } from './bring-place-back.ts';

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** L12: what a desk of the branch called off. @throws Refusal `forbidden`, `not_found`, `wrong_state`, `slot_taken` */
export function bringBackAtDesk(ctx: Ctx, { id }: { id: string }): Promise<BroughtBack> {
  return bringBack(ctx, id, { operation: 'desk.bring_back', side: 'desk' });
}

/** L12: what a counsellor called off, of own sessions. @throws Refusal `forbidden`, `not_found`, `wrong_state`, `slot_taken` */
export function bringBackOwn(ctx: Ctx, { id }: { id: string }): Promise<BroughtBack> {
  return bringBack(ctx, id, { operation: 'counsellor.bring_back', side: 'counsellor' });
}

type Leave = { operation: Operation; side: CallOff['side'] };

async function bringBack(ctx: Ctx, id: string, { operation, side }: Leave): Promise<BroughtBack> {
  assertCan(ctx.actor, operation);
  const asked = isId(id) ? await findCallOff(ctx.tx, id) : undefined;
  if (!asked || asked.side !== side) throw new Refusal('not_found');
  assertCan(ctx.actor, operation, { branch: asked.session.branch, counsellor: asked.session.counsellor });
  assertStillAhead(ctx, asked);

  await lockLost(ctx, asked);
  const { session } = asked;
  // Of two who bring it back at once the second finds it done, and its cells taken: that is the truer answer.
  if (!(await bringSessionBack(ctx.tx, asked))) throw new Refusal('wrong_state', { state: 'brought_back' });
  if (!(await tryClaimCells(ctx.tx, partsOf(session), session.id, null))) throw takenNow();

  const answer = await bringPlacesBack(ctx, asked);
  const facts = { back: answer.back.length, left: answer.left.length };
  await recordAudit(ctx, 'session.bring_back', session.id, { callOff: id, ...facts });
  await noteChange(ctx.tx, 'session', session.id);
  return answer;
}

/** What the network has no more cannot take place; what has begun is too late. */
function assertStillAhead({ world, now }: Ctx, { session, broughtBackAt }: CallOff): void {
  const { services, branches, counsellors, rooms } = world.network;
  if (broughtBackAt !== null) throw new Refusal('wrong_state', { state: 'brought_back' });
  if (session.startsAt <= now) throw new Refusal('wrong_state', { state: 'over' });

  const isKnown =
    services.has(session.service) &&
    branches.has(session.branch) &&
    counsellors.has(session.counsellor) &&
    rooms.has(session.room ?? '');
  if (!isKnown) throw new Refusal('wrong_state', { state: 'retired' });
}

/** Bookings, then discounts, then the session: the order of all verbs (ARCHITECTURE.md, 6). */
async function lockLost(ctx: Ctx, { id, session }: CallOff): Promise<void> {
  await lockBookingsOf(ctx.tx, [session]);
  await expireHolds(ctx);
  const lost = await placesLost(ctx.tx, id);
  await lockDiscounts(
    ctx.tx,
    lost.map(({ row }) => row),
  );
  await lockSessions(ctx.tx, [session]);
}

async function bringPlacesBack(ctx: Ctx, { id, session }: CallOff): Promise<BroughtBack> {
  const zone = ctx.world.network.branches.get(session.branch)!.timeZone;
  const localStart = localTimeOf(zone, session.startsAt);
  const answer: BroughtBack = { session: session.id, localStart, back: [], left: [] };

  for (const { row, state } of await placesLost(ctx.tx, id)) {
    const messages = row.messages !== 'none';
    const came = await bringPlaceBack(ctx, row, state);
    if ('reason' in came) answer.left.push({ booking: row.id, alias: row.alias, messages, reason: came.reason });
    else answer.back.push({ booking: row.id, alias: came.alias, localStart, room: session.room, messages });
  }
  return answer;
}

function partsOf({ counsellor, room, startsAt, endsAt, counsellorUntil, roomUntil }: Session): Part[] {
  const own = partOf(counsellorResource(counsellor), startsAt, counsellorUntil);
  return room === null ? [own] : [own, partOf(roomResource(room), startsAt, roomUntil ?? endsAt)];
}
