import type { DoorSign } from '#contract/desk.ts';
import type { Instant } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf, localTimeOf, startOfDate } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { roomTimes } from '../../storage/stores/day/door-store.ts';

/** D17: until when a room is in use or free today, and nothing more. @throws Refusal `forbidden`, `not_found` */
export async function readDoor(ctx: ReadCtx): Promise<DoorSign> {
  assertCan(ctx.actor, 'door.read');
  const { network } = ctx.world;
  const room = network.rooms.get(ctx.actor.screenRoom ?? '');
  const branch = room && network.branches.get(room.branch);
  if (!room || !branch) throw new Refusal('not_found');
  assertCan(ctx.actor, 'door.read', { branch: branch.id });

  const zone = branch.timeZone;
  const until = startOfDate(zone, addDays(localDateOf(zone, ctx.now), 1));
  const times = await roomTimes(ctx.reader, { room: room.id, from: ctx.now, until });
  return { branch: branch.id, room: room.id, ...signOf(times, zone, ctx.now), asOf: toWire(ctx.now) };
}

function signOf(
  times: { startsAt: Instant; endsAt: Instant }[],
  zone: string,
  now: Instant,
): Pick<DoorSign, 'inUseUntil' | 'freeUntil'> {
  const current = times.filter(({ startsAt }) => startsAt <= now);
  if (current.length > 0) return { inUseUntil: localTimeOf(zone, Math.max(...current.map(({ endsAt }) => endsAt))) };

  const [next] = times;
  return next ? { freeUntil: localTimeOf(zone, next.startsAt) } : {};
}
