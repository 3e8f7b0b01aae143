import type { Affected } from '#contract/blocks.ts';
import type { SearchWorld } from '#domain/availability/slot-question.ts';
import { slotsAround, type NearestSlots } from '#domain/availability/slots-around.ts';
import { withoutNotice } from '#domain/booking/counter-world.ts';
import { isMovable, isUnderWay } from '#domain/rearranging/decide-outcomes.ts';
import { otherTimes, roomChoices, standIns, type OtherTime } from '#domain/rearranging/stand-ins.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { resourceOfBlock } from '../../../storage/stores/blocks/block-store.ts';
import { arrangedOf, type AffectedSession, type TakenTime } from './find-affected.ts';

/** L2: what could become of each of them, as if the time were taken already. */
export function affectedAnswer(ctx: ReadCtx, taken: TakenTime, affected: readonly AffectedSession[]): Affected[] {
  const { index } = ctx.world;
  const { from, until } = taken.range;
  const supposed = { id: 'supposed', resource: resourceOfBlock(taken), startsAt: from, endsAt: until };

  index.settle(ctx.now);
  const timesOf = otherTimesFor(ctx, affected);
  return index.supposing(supposed, () => affected.map((one) => oneAnswer(ctx, taken, one, timesOf)));
}

type TimesOf = (one: AffectedSession) => OtherTime[];

/** Service by service: two hundred sessions are mostly of a few, and are searched for together. */
function otherTimesFor({ world, now }: ReadCtx, affected: readonly AffectedSession[]): TimesOf {
  const searches = new Map<string, { world: SearchWorld; nearest: NearestSlots }>();
  const times = affected.filter(isMovable).map(({ session }) => session.startsAt);

  return (one) => {
    if (!isMovable(one)) return [];
    const { service } = one.terms;
    let search = searches.get(service.id);
    if (!search) {
      const atCounter = withoutNotice(world, service);
      searches.set(service.id, (search = { world: atCounter, nearest: slotsAround(atCounter, times, now) }));
    }
    return otherTimes(search.world, arrangedOf(one), service, now, search.nearest);
  };
}

function oneAnswer(ctx: ReadCtx, taken: TakenTime, one: AffectedSession, timesOf: TimesOf): Affected {
  const { session, bookings, terms } = one;
  const zone = terms.branch.timeZone;
  const underWay = isUnderWay(one, ctx.now);

  return {
    session: session.id,
    startsAt: toWire(session.startsAt),
    localStart: localTimeOf(zone, session.startsAt),
    localEnd: localTimeOf(zone, session.endsAt),
    room: session.room,
    mode: session.mode,
    counsellor: session.counsellor,
    isDated: session.series !== null,
    isUnderWay: underWay,
    bookings: bookings.map(({ id, alias, people, messages }) => ({
      booking: id,
      alias,
      people,
      messages: messages !== 'none',
    })),
    ...(underWay ? { rooms: [], counsellors: [], times: [] } : choicesOf(ctx, taken, one, timesOf)),
  };
}

function choicesOf(
  { world }: ReadCtx,
  taken: TakenTime,
  one: AffectedSession,
  timesOf: TimesOf,
): Pick<Affected, 'rooms' | 'counsellors' | 'times'> {
  const { service } = one.terms;
  const session = arrangedOf(one);
  const rooms = taken.room === null ? [] : roomChoices(world, session, service);

  return {
    rooms: rooms.filter(({ isFree, fits }) => isFree && fits).map(({ room }) => room.id),
    counsellors: taken.counsellor === null ? [] : standIns(world, session, service),
    times: timesOf(one).map((time) => ({ ...time, startsAt: toWire(time.startsAt) })),
  };
}
