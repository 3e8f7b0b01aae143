import type { Instant } from '../ids.ts';
import type { Method } from './check-in-item.ts';

/** Money that was told of, once it passed what can be said of it alone. Amounts are minor units of the booking's currency. */
export interface Payment {
  id: string;
  occurredAt: Instant;
  method: Method;
  /** null: the whole open sum, or all that was taken. */
  amountMinor: number | null;
  /** What the booking cost when this was first heard of. */
  totalMinor: number;
}

/** What each payment that counts comes to. A refund's amount is positive too. */
export type Counted = Map<string, number>;

/**
 * D9: which of the payments count once `told` is among them. Judged in the order in which they happened: each raises or
 * lowers what is paid, which is never below nothing nor above the price. What was acknowledged stays as it is (D10): a
 * payment told late that does not fit beside it does not count.
 *
 * @param all every payment ever told, `told` included; `counted` those that count so far.
 */
export function paymentsWith(all: readonly Payment[], counted: Counted, told: Payment): Counted {
  const whole = countAll(all);
  if (isKept(counted, whole)) return whole;

  const beside = countAll(all.filter(({ id }) => counted.has(id) || id === told.id));
  return isKept(counted, beside) ? beside : counted;
}

/** Each in its order of time; one that does not fit is passed over. */
function countAll(payments: readonly Payment[]): Counted {
  const counted: Counted = new Map();
  let paid = 0;

  for (const payment of payments.toSorted(byTime)) {
    const isBack = payment.method === 'refunded';
    const room = isBack ? paid : Math.max(0, payment.totalMinor - paid);
    const amount = payment.amountMinor ?? room;
    if (amount === 0 || amount > room) continue;

    counted.set(payment.id, amount);
    paid += isBack ? -amount : amount;
  }
  return counted;
}

function isKept(counted: Counted, next: Counted): boolean {
  return [...counted].every(([id, amount]) => next.get(id) === amount);
}

/** Of two at once, money is taken before it is given back. */
function byTime(a: Payment, b: Payment): number {
  const back = (payment: Payment) => (payment.method === 'refunded' ? 1 : 0);
  return a.occurredAt - b.occurredAt || back(a) - back(b) || (a.id < b.id ? -1 : 1);
}
