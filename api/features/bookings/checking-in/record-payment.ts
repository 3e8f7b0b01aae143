import { paymentsWith, type Counted, type Payment } from '#domain/check-in/payment-course.ts';
import type { Instant } from '#domain/ids.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import type { CheckInRow } from '../../../storage/stores/day/check-in-store.ts';
import { insertPayment, paymentsOf } from '../../../storage/stores/day/payment-store.ts';
import { keepTelling } from './keep-telling.ts';
import type { Visit } from './open-visit.ts';
import type { Recorded, Told } from './record-item.ts';

type Row = Told['row'];

/** D9, D10: money taken, waived or given back. */
export async function recordPayment(ctx: Ctx, visit: Visit, told: Told): Promise<Recorded> {
  const made = await paymentsOf(ctx.tx, visit.row.id);
  const counted: Counted = new Map(made.map(({ id, amount_minor }) => [id, amount_minor]));
  const all = visit.told.filter(({ event }) => event === 'paid');
  if (told.isKnown) return { ...answerOf(told.row, counted, counted, all), visit, changed: false };

  const next = paymentsWith([...all, told.row].map(paymentOf), counted, paymentOf(told.row));
  const answer = answerOf(told.row, counted, next, [...all, told.row]);
  const kept = await keepTelling(ctx, told, answer.outcome);
  if (!kept) return { outcome: 'id_reused', visit, changed: false };

  const heard = [...visit.told, kept];
  const added = [...next].filter(([id]) => !counted.has(id));
  for (const [id, amount] of added)
    await pay(
      ctx,
      visit,
      heard.find((row) => row.id === id)!,
      amount,
    );
  return { ...answer, visit: { ...visit, told: heard }, changed: added.length > 0 };
}

/** A whole sum of which nothing is open is paid already; all else that does not fit is somebody's to settle. */
function answerOf(row: Row, before: Counted, after: Counted, all: readonly Row[]): Pick<Recorded, 'outcome' | 'at'> {
  const at = lastOf(after, all);
  if (after.has(row.id)) return { outcome: before.has(row.id) ? 'already' : 'applied', at };
  const isWhole = row.amount_minor === null && row.method !== 'refunded' && paidOf(after, all) >= row.total_minor;
  return { outcome: isWhole || row.amount_minor === 0 ? 'already' : 'amount_wrong', at };
}

function paidOf(counted: Counted, all: readonly Row[]): number {
  return all.reduce((sum, { id, method }) => sum + (counted.get(id) ?? 0) * (method === 'refunded' ? -1 : 1), 0);
}

function lastOf(counted: Counted, all: readonly Row[]): Instant | undefined {
  const times = all.filter(({ id }) => counted.has(id)).map((row) => row.occurred_at);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function paymentOf(row: Row): Payment {
  const { id, occurred_at: occurredAt, method, amount_minor: amountMinor, total_minor: totalMinor } = row;
  return { id, occurredAt, method: method ?? 'cash', amountMinor, totalMinor };
}

async function pay(ctx: Ctx, { row, zone }: Visit, item: CheckInRow, amount: number): Promise<void> {
  const method = item.method ?? 'cash';
  await insertPayment(ctx.tx, {
    id: item.id,
    booking: row.id,
    branch: row.session.branch,
    method,
    amount_minor: amount,
    currency: row.currency,
    occurred_at: item.occurred_at,
    local_on: localDateOf(zone, item.occurred_at),
    received_at: item.received_at,
    recorded_by: item.recorded_by,
  });
  const facts = { item: item.id, method, amountMinor: amount, occurredAt: item.occurred_at };
  await recordAudit(ctx, 'check_in.paid', row.id, facts);
}
