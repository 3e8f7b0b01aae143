import { createHash } from 'node:crypto';
import type { CheckInItem, CheckInResult } from '#contract/check-ins.ts';
import type { ItemRefusal } from '#domain/check-in/check-in-item.ts';
import { judgeItem } from '#domain/check-in/judge-item.ts';
import { VISIT_STATES } from '#domain/check-in/visit-course.ts';
import type { Instant } from '#domain/ids.ts';
import { fromWire, toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { canonicalJson } from '../../../storage/sealing/canonical-json.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { MOST_ITEMS, reasonContext, type CheckInRow } from '../../../storage/stores/day/check-in-store.ts';
import type { Visit } from './open-visit.ts';
import { recordCourse } from './record-course.ts';
import { recordNote } from './record-note.ts';
import { recordPayment } from './record-payment.ts';

/** What one item came to: its answer, and the visit as it is now. */
export interface Recorded {
  outcome: 'applied' | 'already' | ItemRefusal;
  at?: Instant | undefined;
  visit: Visit;
  /** Something of the booking is not as it was. */
  changed: boolean;
}

/** An item of a visit that can be so, on its way into the record. */
export interface Told {
  row: Omit<CheckInRow, 'outcome' | 'code'>;
  text: string;
  /** It stands in the record already. */
  isKnown: boolean;
}

/** D1–D11: one item, judged and written. Nothing of a refused one is written but that it was told. */
export async function recordItem(ctx: Ctx, visit: Visit, item: CheckInItem): Promise<Recorded> {
  const refused = (code: ItemRefusal): Recorded => ({ outcome: code, visit, changed: false });
  const occurredAt = fromWire(item.occurredAt);
  const side = ctx.actor.role === 'counsellor' ? 'counsellor' : 'desk';
  const bodyHash = createHash('sha256')
    .update(canonicalJson({ ...item, occurredAt }))
    .digest();

  const known = visit.told.find(({ id }) => id === item.id);
  if (known && !bodyHash.equals(known.body_hash)) return refused('id_reused');
  if (!known) {
    const code = judgeItem({ ...item, occurredAt }, visit.times, { settings: ctx.settings, now: ctx.now, side });
    if (code) return refused(code);
    if (!takes(visit.row, item) || visit.told.length >= MOST_ITEMS) return refused('wrong_state');
  }

  const row = known ?? { ...rowOf(ctx, visit, item), occurred_at: occurredAt, side, body_hash: bodyHash };
  const told: Told = { row, text: item.text ?? '', isKnown: known !== undefined };
  if (item.event === 'paid') return recordPayment(ctx, visit, told);
  if (item.event === 'note') return recordNote(ctx, visit, told);
  return recordCourse(ctx, visit, told);
}

/** From confirmed on; and what was paid goes back after a cancellation too. */
function takes({ state, confirmedAt }: BookingRow, { event, method }: CheckInItem): boolean {
  if ((VISIT_STATES as readonly string[]).includes(state)) return true;
  return state === 'cancelled' && confirmedAt !== null && event === 'paid' && method === 'refunded';
}

function rowOf(ctx: Ctx, { row }: Visit, item: CheckInItem) {
  const { id, event, absence = null, amount = null, reason } = item;
  return {
    id,
    booking: row.id,
    event,
    received_at: ctx.now,
    recorded_by: ctx.actor.person,
    absence,
    method: event === 'paid' ? (item.method ?? 'cash') : null,
    amount_minor: amount,
    total_minor: row.totalMinor,
    reason_sealed: reason === undefined ? null : ctx.keys.seal(row.wrappedKey, reasonContext(id), reason),
  };
}

export function resultOf(id: string, { outcome, at }: Pick<Recorded, 'outcome' | 'at'>): CheckInResult {
  const isDone = outcome === 'applied' || outcome === 'already';
  return {
    id,
    ...(isDone ? { outcome } : { outcome: 'refused', code: outcome }),
    ...(at !== undefined && { at: toWire(at) }),
  };
}
