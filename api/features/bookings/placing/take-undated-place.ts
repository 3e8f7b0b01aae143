import { chooseCounsellor, type FreeCounsellor } from '#domain/availability/counsellor-choice.ts';
import { chooseRoom } from '#domain/availability/room-choice.ts';
import { sessionTimes } from '#domain/booking/session-plan.ts';
import type { Room } from '#domain/network.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { insertSession, lockSessionsOn, type Session } from '../../../storage/stores/session-store.ts';
import { claimSession, takenMeanwhile } from './claim-session.ts';
import { slotTaken } from './slot-taken.ts';
import type { Placing } from './take-place.ts';

/** So often is somebody or some room else tried, when memory was behind; then the slot counts as taken. */
const MAX_ROUNDS = 6;

/** A new session with the counsellor and room that the rules choose (S13, S14, B12), taken in the database. */
export async function takeUndatedPlace(
  ctx: Ctx,
  placing: Placing,
  candidates: { counsellors: FreeCounsellor[]; rooms: string[] },
): Promise<Session> {
  const { wish, visitor, booking } = placing;
  let counsellors = candidates.counsellors;
  let rooms = candidates.rooms.flatMap((id) => ctx.world.network.rooms.get(id) ?? []);

  for (let round = 0; round < MAX_ROUNDS; round++) {
    const counsellor = chooseCounsellor(counsellors, visitor.lastCounsellor);
    const wanted = rooms.find(({ id }) => id === placing.room);
    const room = wish.mode === 'room' ? (wanted ?? chooseRoom(rooms, visitor.lastRoom)) : null;
    if (counsellor === undefined || room === undefined) break;

    const session = plan(ctx, placing, counsellor, room);
    if (await isDayFull(ctx, session)) {
      counsellors = counsellors.filter((one) => one.id !== counsellor);
      continue;
    }
    if (await claimSession(ctx.tx, session, visitor.patron, booking)) {
      await insertSession(ctx.tx, session);
      return session;
    }

    const could = { counsellors: counsellors.map(({ id }) => id), rooms };
    const taken = await takenMeanwhile(ctx.tx, session, visitor.patron, could);
    counsellors = counsellors.filter((one) => !taken.counsellors.has(one.id));
    rooms = rooms.filter((one) => !taken.rooms.has(one.id));
  }
  throw slotTaken(ctx, wish, 'taken');
}

function plan(ctx: Ctx, { wish }: Placing, counsellor: string, room: Room | null): Session {
  return {
    id: ctx.newId(),
    service: wish.service.id,
    counsellor,
    branch: wish.branch.id,
    room: room?.id ?? null,
    mode: wish.mode,
    ...sessionTimes(wish.service, room, wish.startsAt),
    localOn: localDateOf(wish.branch.timeZone, wish.startsAt),
    places: wish.people,
    taken: wish.people,
    series: null,
    seriesNumber: null,
  };
}

/** S4, in the database: memory may not know yet of a booking at another time of the same day. */
async function isDayFull(ctx: Ctx, session: Session): Promise<boolean> {
  const most = ctx.world.network.counsellors.get(session.counsellor)?.maxPerDay;
  if (most === undefined) return false;
  return (await lockSessionsOn(ctx.tx, session.counsellor, session.localOn, session.startsAt)) >= most;
}
