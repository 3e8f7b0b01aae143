import { drawAlias } from '#domain/booking/alias.ts';
import { courseOf, type Course, type VisitState } from '#domain/check-in/visit-course.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { writeCourse, type CheckInRow } from '../../../storage/stores/day/check-in-store.ts';
import { randomBytes } from '../holding/draw-ticket.ts';
import { adjustDiscounts } from '../pricing/absent-discounts.ts';
import { keepTelling } from './keep-telling.ts';
import { tellingsOf, type Visit } from './open-visit.ts';
import type { Recorded, Told } from './record-item.ts';

const MAX_NAMES = 60;

/** D2–D8: comings, goings and absences. */
export async function recordCourse(ctx: Ctx, visit: Visit, told: Told): Promise<Recorded> {
  const { row } = visit;
  const before = courseOf(tellingsOf(visit.told), ctx.settings);
  if (told.isKnown) return { ...answerOf(told.row.id, before, before), visit, changed: false };

  // Its own answer hangs on none of the two columns that the answer will fill.
  const asked: CheckInRow = { ...told.row, outcome: 'applied', code: null };
  const course = courseOf(tellingsOf([...visit.told, asked]), ctx.settings);
  const answer = answerOf(told.row.id, before, course);
  const kept = await keepTelling(ctx, told, answer.outcome);
  if (!kept) return { outcome: 'id_reused', visit, changed: false };

  const next = { ...visit, told: [...visit.told, kept] };
  if (isAsIs(row, course)) return { ...answer, visit: next, changed: false };

  const alias = await write(ctx, row, course);
  await adjustDiscounts(ctx, row, row.absence, course.absence);
  const { state, absence } = course;
  await recordAudit(ctx, `check_in.${told.row.event}`, row.id, {
    item: told.row.id,
    from: row.state,
    to: state,
    occurredAt: told.row.occurred_at,
    ...(absence !== null && { absence }),
  });
  return { ...answer, visit: { ...next, row: { ...row, ...columnsOf(course), alias } }, changed: true };
}

/** `already`: it counts, and nothing of where the visit stands is other than without it. */
function answerOf(id: string, before: Course, after: Course): Pick<Recorded, 'outcome' | 'at'> {
  const verdict = after.verdicts.get(id) ?? 'already';
  const at = after.inForceAt ?? undefined;
  if (verdict !== 'applied' && verdict !== 'already') return { outcome: verdict, at };

  const stands = (course: Course) => `${course.state} ${course.absence} ${course.absenceConfirmedAt !== null}`;
  return { outcome: stands(before) === stands(after) ? 'already' : 'applied', at };
}

function columnsOf({ state, arrivedAt, startedAt, endedAt, absence, absenceConfirmedAt }: Course) {
  return { state, arrivedAt, startedAt, endedAt, absence, absenceConfirmedAt };
}

function isAsIs(row: BookingRow, course: Course): boolean {
  const columns = columnsOf(course);
  return (Object.keys(columns) as (keyof typeof columns)[]).every((column) => row[column] === columns[column]);
}

/** Who was missed gave up the name; another of that day may have it by now, and then a new one is drawn. */
async function write(ctx: Ctx, row: BookingRow, course: Course): Promise<string> {
  const columns = {
    id: row.id,
    from: row.state as VisitState,
    state: course.state,
    arrived_at: course.arrivedAt,
    started_at: course.startedAt,
    ended_at: course.endedAt,
    absence: course.absence,
    absence_confirmed_at: course.absenceConfirmedAt,
  };
  for (let tries = 0; tries < MAX_NAMES; tries++) {
    const alias = tries === 0 ? row.alias : drawAlias(randomBytes(ctx, 2), tries);
    const done = await writeCourse(ctx.tx, { ...columns, alias });
    if (done === false) throw new Refusal('wrong_state', { state: row.state });
    if (done) return alias;
  }
  throw new Error(`no name was left at "${row.session.branch}" on ${row.session.localOn}`);
}
