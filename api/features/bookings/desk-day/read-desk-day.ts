import type { DeskDay, DeskRow } from '#contract/desk.ts';
import { VISIT_STATES } from '#domain/check-in/visit-course.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localTimeOf, startOfDate } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { roomClosuresOn } from '../../../storage/stores/blocks/block-store.ts';
import { visitsOn, type VisitRow } from '../../../storage/stores/desk/visit-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import type { AskedDay } from './far-day.ts';
import { codeKeyOf, dayRowsOf } from './desk-rows.ts';

/** More than one branch sees in a day. */
const MOST_ROWS = 500;

/**
 * D12: a branch's day as its desk may see it. Holds, and what expired or was cancelled, are nobody to expect.
 * @throws Refusal `forbidden`, `not_found`
 */
export async function readDeskDay(ctx: ReadCtx, { branch: id, date }: AskedDay): Promise<DeskDay> {
  const branch = branchOfDesk(ctx, 'desk.day', id);
  const visits = await visitsOn(ctx.reader, { branch: id, from: date, to: date });
  const expected = visits.filter(isExpected).slice(0, MOST_ROWS);

  const zone = branch.timeZone;
  const range = { from: startOfDate(zone, date), until: startOfDate(zone, addDays(date, 1)) };
  const closures = await roomClosuresOn(ctx.reader, { branch: id, ...range });
  return {
    asOf: toWire(ctx.now),
    branch: id,
    date,
    graceMin: ctx.settings.graceMin,
    checkInOpensMin: ctx.settings.checkInOpensMin,
    codeKey: codeKeyOf(ctx, { branch: id, date }),
    rows: (await dayRowsOf(ctx, { branch: id, date }, expected)).sort(byTime),
    roomsOut: closures.map(({ id: closure, room, startsAt, endsAt }) => ({
      closure,
      room,
      startsAt: toWire(startsAt),
      endsAt: toWire(endsAt),
      localStart: localTimeOf(zone, startsAt),
      localEnd: localTimeOf(zone, endsAt),
    })),
  };
}

function isExpected({ state }: VisitRow): boolean {
  return (VISIT_STATES as readonly string[]).includes(state);
}

function byTime(a: DeskRow, b: DeskRow): number {
  const key = (row: DeskRow) => `${row.startsAt} ${row.room ?? ''} ${row.alias}`;
  return key(a) < key(b) ? -1 : 1;
}
