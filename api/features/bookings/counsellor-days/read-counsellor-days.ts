import type { CounsellorDay, CounsellorDays, OpenHours } from '#contract/counsellor.ts';
import { libraryHoursOn, ownHoursOn, type OpenStretch } from '#domain/counsellor/open-hours.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Branch, Counsellor } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import { addDays, dayNumber } from '#domain/time/local-date.ts';
import { localDateOf, localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { occupyingBookings } from '../../../storage/stores/blocks/affected-store.ts';
import { blocksOfCounsellor, type Block } from '../../../storage/stores/blocks/block-store.ts';
import { findRetired } from '../../../storage/stores/bookings/retired-item-store.ts';
import { notesOf, sessionsOfCounsellor } from '../../../storage/stores/day/counsellor-day-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { termsOf, type Terms } from '../booking-terms.ts';
import { blockAnswer } from '../rearranging/block-answer.ts';
import { ownCounsellor } from './own-counsellor.ts';
import { ownSessionAnswer, type OwnSessionParts } from './own-session-answer.ts';
import { undoableVisits } from './undoable-visits.ts';

const DAY_MS = 24 * 3_600_000;

/** C1. @throws Refusal `forbidden`, `not_found` */
export async function readCounsellorDay(ctx: ReadCtx, { date }: { date: LocalDate }): Promise<CounsellorDay> {
  const { days } = await readCounsellorDays(ctx, { from: date, days: 1 });
  return days[0]!;
}

/** C1: `days` dates from `from` on, at most 14 of them. @throws Refusal `forbidden`, `not_found` */
export async function readCounsellorDays(
  ctx: ReadCtx,
  { from, days }: { from: LocalDate; days: number },
): Promise<CounsellorDays> {
  assertCan(ctx.actor, 'counsellor.day');
  const counsellor = ownCounsellor(ctx);
  const to = addDays(from, days - 1);

  const sessions = await standingSessions(ctx, counsellor, from, to);
  const blocks = await ownBlocks(ctx, counsellor, from, to);
  const dates = Array.from({ length: days }, (_, day) => addDays(from, day));
  return {
    asOf: toWire(ctx.now),
    days: dates.map((date) => ({
      asOf: toWire(ctx.now),
      date,
      graceMin: ctx.settings.graceMin,
      checkInOpensMin: ctx.settings.checkInOpensMin,
      sessions: sessions
        .filter(({ session }) => session.localOn === date)
        .map((one) => ownSessionAnswer(ctx, one, one.terms)),
      blocks: blocks
        .filter(({ block, zone }) => isOn(block, zone, date))
        .map(({ block, zone }) => blockAnswer(block, zone)),
      hours: ownHoursOn(ctx.world.network, counsellor, date).map((one) => hoursAnswer(ctx, one)),
      branchHours: libraryHoursOn(ctx.world.network, counsellor, date).map((one) => hoursAnswer(ctx, one)),
    })),
  };
}

/** Those that somebody has booked, and dated ones in any case. */
async function standingSessions(
  ctx: ReadCtx,
  { id }: Counsellor,
  from: LocalDate,
  to: LocalDate,
): Promise<(OwnSessionParts & { terms: Terms })[]> {
  const all = await sessionsOfCounsellor(ctx.reader, { counsellor: id, from, to });
  const bookings = await occupyingBookings(ctx.reader, all, ctx.now);
  const booked = [...bookings.values()].flat();
  const notes = await notesOf(ctx.reader, booked);
  const undo = await undoableVisits(ctx, booked);

  const standing: (OwnSessionParts & { terms: Terms })[] = [];
  for (const session of all.filter((one) => isStanding(one, bookings))) {
    standing.push({
      session,
      bookings: bookings.get(session.id) ?? [],
      notes,
      undo,
      terms: await termsOf(ctx, session),
    });
  }
  return standing;
}

function isStanding({ id, series }: Session, bookings: ReadonlyMap<string, unknown>): boolean {
  return series !== null || bookings.has(id);
}

async function ownBlocks(
  ctx: ReadCtx,
  { id }: Counsellor,
  from: LocalDate,
  to: LocalDate,
): Promise<{ block: Block; zone: string }[]> {
  // Whatever the zone, a date lies within a day of its UTC day.
  const range = { from: (dayNumber(from) - 1) * DAY_MS, until: (dayNumber(to) + 2) * DAY_MS };
  const blocks = await blocksOfCounsellor(ctx.reader, { counsellor: id, ...range });

  const zoned: { block: Block; zone: string }[] = [];
  for (const block of blocks) zoned.push({ block, zone: await zoneOf(ctx, block.branch) });
  return zoned;
}

async function zoneOf({ world, reader }: ReadCtx, branch: string): Promise<string> {
  const known = world.network.branches.get(branch) ?? (await findRetired<Branch>(reader, 'branch', branch));
  return known.timeZone;
}

/** A block is on each date of its branch that it takes some time of. */
function isOn({ startsAt, endsAt }: Block, zone: string, date: LocalDate): boolean {
  return localDateOf(zone, startsAt) <= date && date <= localDateOf(zone, endsAt - 1);
}

function hoursAnswer({ world }: ReadCtx, { branch, from, until }: OpenStretch): OpenHours {
  const zone = world.network.branches.get(branch)!.timeZone;
  return { branch, localStart: localTimeOf(zone, from), localEnd: localTimeOf(zone, until) };
}
