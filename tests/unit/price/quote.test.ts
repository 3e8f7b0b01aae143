import { describe, expect, test } from 'vitest';
import { listPrice } from '#domain/price/money.ts';
import { discountApplies, discountsToLock, quote, type QuoteInput, type Usage } from '#domain/price/quote.ts';
import type { Branch, Discount, NetworkHead, Service } from '#domain/network.ts';

type Wish = Partial<Omit<QuoteInput, 'discounts' | 'list' | 'usage'>> & {
  price?: number;
  discounts?: Partial<Discount>[];
  usage?: Record<string, Partial<Usage>>;
};

/** A booking of an individual talk at `ilam` on 24 November 2026 for 20.00 EUR by a patron without rights. */
function booking({ price = 2000, discounts = [], usage = {}, ...more }: Wish): QuoteInput {
  const used = Object.entries(usage).map(
    ([id, some]) => [id, { uses: 0, patronUses: 0, spentMinor: 0, ...some }] as const,
  );
  return {
    list: { amount: price, currency: 'EUR', minorDigits: 2 },
    service: { id: 'talk', kind: 'individual' },
    branch: { id: 'ilam' },
    on: '2026-11-24',
    entitlements: [],
    codes: [],
    ...more,
    discounts: discounts.map((discount, place) => ({ id: `d${place}`, name: {}, stacks: false, ...discount })),
    usage: new Map(used),
  };
}

const linesOf = (wish: Wish) => quote(booking(wish)).lines.map((line) => [line.discount, line.amountMinor]);
const totalOf = (wish: Wish) => quote(booking(wish)).totalMinor;

describe('what applies', () => {
  test('P1 the list price is the service’s in the branch’s currency', () => {
    const head = { currency: 'EUR', minorDigits: 2 } as NetworkHead;
    const ilam = { currency: 'IRR', minorDigits: 0 } as Branch;
    const service = { price: { EUR: 2800, IRR: 3_600_000 } } as unknown as Service;

    expect(listPrice(service, ilam, head)).toEqual({ amount: 3_600_000, currency: 'IRR', minorDigits: 0 });
    expect(listPrice(service, {} as Branch, head)).toEqual({ amount: 2800, currency: 'EUR', minorDigits: 2 });
    expect(totalOf({})).toBe(2000);
  });

  test('P2 P7 a concession counts on the days of its entitlement, both ends included', () => {
    const discounts = [{ percent: 30, concession: 'member' }];
    const held = (from: string, until: string) => ({
      discounts,
      entitlements: [{ concession: 'member', from, until }],
    });

    expect(totalOf({ discounts })).toBe(2000);
    expect(totalOf(held('2026-11-24', '2026-11-24'))).toBe(1400);
    expect(totalOf(held('2026-11-25', '2027-11-24'))).toBe(2000);
    expect(totalOf(held('2025-11-24', '2026-11-23'))).toBe(2000);
    expect(
      totalOf({ discounts, entitlements: [{ concession: 'staff', from: '2026-01-01', until: '2026-12-31' }] }),
    ).toBe(2000);
  });

  test('P14 a line says until when the concession is held that it hangs on, by the longest right that counts', () => {
    const held = [
      ['2026-11-01', '2026-11-30'],
      ['2026-11-24', '2027-02-28'],
      ['2026-11-25', '2027-12-31'],
      ['2025-01-01', '2026-11-23'],
    ].map(([from = '', until = '']) => ({ concession: 'member', from, until }));
    const discounts = [
      { percent: 30, concession: 'member' },
      { percent: 10, stacks: true },
    ];
    const { lines } = quote(booking({ discounts, entitlements: held }));
    expect(lines.map(({ entitledUntil }) => entitledUntil)).toEqual(['2027-02-28', undefined]);
  });

  test('P2 a discount with a code needs that code', () => {
    const discounts = [{ percent: 40, code: true }];
    expect(totalOf({ discounts })).toBe(2000);
    expect(totalOf({ discounts, codes: ['d1'] })).toBe(2000);
    expect(totalOf({ discounts, codes: ['d0'] })).toBe(1200);
  });

  test('P2 kinds, services and branches count where they are listed', () => {
    expect(totalOf({ discounts: [{ percent: 50, kinds: ['family'] }] })).toBe(2000);
    expect(totalOf({ discounts: [{ percent: 50, kinds: ['family', 'individual'] }] })).toBe(1000);
    expect(totalOf({ discounts: [{ percent: 50, services: ['other'] }] })).toBe(2000);
    expect(totalOf({ discounts: [{ percent: 50, services: ['talk'] }] })).toBe(1000);
    expect(totalOf({ discounts: [{ percent: 50, branches: ['rasht'] }] })).toBe(2000);
    expect(totalOf({ discounts: [{ percent: 50, branches: ['ilam'] }] })).toBe(1000);
    expect(totalOf({ discounts: [{ percent: 50, branches: [] }] })).toBe(2000);
  });

  test('P2 a discount is valid from its first to its last day', () => {
    const valid = (dates: { from?: string; until?: string }) => totalOf({ discounts: [{ percent: 50, ...dates }] });
    expect(valid({ from: '2026-11-24' })).toBe(1000);
    expect(valid({ from: '2026-11-25' })).toBe(2000);
    expect(valid({ until: '2026-11-24' })).toBe(1000);
    expect(valid({ until: '2026-11-23' })).toBe(2000);
  });

  test('P2 uses in all and per patron run out', () => {
    const of = (discount: Partial<Discount>, usage: Partial<Usage>) =>
      totalOf({ discounts: [{ percent: 50, ...discount }], usage: { d0: usage } });
    expect(of({ maxUses: 3 }, { uses: 2 })).toBe(1000);
    expect(of({ maxUses: 3 }, { uses: 3 })).toBe(2000);
    expect(of({ maxUsesPerPatron: 1 }, { uses: 9, patronUses: 0 })).toBe(1000);
    expect(of({ maxUsesPerPatron: 1 }, { patronUses: 1 })).toBe(2000);
    expect(of({ maxUses: 0 }, {})).toBe(2000);
  });

  test('P2 a code whose discount does not apply is told apart from one that is not needed', () => {
    const input = booking({
      codes: ['d0'],
      on: '2027-01-01',
      discounts: [{ percent: 40, code: true, until: '2026-12-31' }],
    });
    const [discount] = [...input.discounts];
    expect(discountApplies(discount!, input)).toBe(false);
    expect(discountApplies(discount!, { ...input, on: '2026-12-31' })).toBe(true);
    expect(quote(input).unused).toEqual([]);
  });
});

describe('how much', () => {
  test('P3 P8 percent is rounded up to a minor unit, in the patron’s favour', () => {
    expect(linesOf({ price: 999, discounts: [{ percent: 10 }] })).toEqual([['d0', 100]]);
    expect(linesOf({ price: 1, discounts: [{ percent: 1 }] })).toEqual([['d0', 1]]);
    expect(linesOf({ price: 1000, discounts: [{ basisPoints: 1250 }] })).toEqual([['d0', 125]]);
    expect(linesOf({ price: 1001, discounts: [{ basisPoints: 1 }] })).toEqual([['d0', 1]]);
    // In doubles 9007199254740991 × 0.07 is a unit off.
    expect(linesOf({ price: Number.MAX_SAFE_INTEGER, discounts: [{ percent: 7 }] })).toEqual([['d0', 630503947831870]]);
  });

  test('P3 an amount never exceeds the price, and free is the whole price', () => {
    expect(linesOf({ price: 700, discounts: [{ amount: 1000 }] })).toEqual([['d0', 700]]);
    expect(linesOf({ discounts: [{ amount: { EUR: 500, IRR: 9 } }] })).toEqual([['d0', 500]]);
    expect(linesOf({ discounts: [{ amount: { IRR: 9 } }] })).toEqual([]);
    expect(quote(booking({ discounts: [{ free: true }] })).totalMinor).toBe(0);
  });

  test('P3 P11 a reduction ends where the budget of its currency ends', () => {
    const spent = (spentMinor: number, budget: Discount['budget'] = 5000) =>
      linesOf({ discounts: [{ free: true, budget: budget! }], usage: { d0: { spentMinor } } });
    expect(spent(0)).toEqual([['d0', 2000]]);
    expect(spent(4000)).toEqual([['d0', 1000]]);
    expect(spent(5000)).toEqual([]);
    expect(spent(6000)).toEqual([]);
    expect(spent(0, { EUR: 300, IRR: 10_000 })).toEqual([['d0', 300]]);
    expect(spent(0, { IRR: 10_000 })).toEqual([]);
  });

  test('P3 P6 zero is a normal price: nothing is reduced and nothing used', () => {
    const free = quote(booking({ price: 0, discounts: [{ free: true }, { percent: 10, stacks: true }] }));
    expect(free.lines).toEqual([]);
    expect(free.totalMinor).toBe(0);
    expect(linesOf({ discounts: [{ percent: 0 }, { amount: 0 }] })).toEqual([]);
  });
});

describe('which one', () => {
  test('P4 the largest single one wins, the first in the file among equals', () => {
    expect(linesOf({ discounts: [{ percent: 30 }, { percent: 50 }, { amount: 1000 }] })).toEqual([['d1', 1000]]);
    expect(linesOf({ discounts: [{ amount: 1000 }, { percent: 50 }] })).toEqual([['d0', 1000]]);
  });

  test('P4 stacking ones follow in file order, each on the price left', () => {
    const discounts = [
      { percent: 10, stacks: true },
      { percent: 50 },
      { amount: 300, stacks: true },
      { percent: 10, stacks: true },
    ];
    // 2000 − 1000 = 1000; − 100 = 900; − 300 = 600; − 60 = 540.
    expect(linesOf({ discounts })).toEqual([
      ['d1', 1000],
      ['d0', 100],
      ['d2', 300],
      ['d3', 60],
    ]);
    expect(totalOf({ discounts })).toBe(540);
  });

  test('P4 what stacks is compared with nothing: it applies alone too', () => {
    expect(linesOf({ discounts: [{ percent: 10, stacks: true }] })).toEqual([['d0', 200]]);
  });

  test('P9 a discount with little budget left gives way to one that gives more', () => {
    const discounts = [{ free: true, budget: 100 }, { percent: 20 }];
    expect(linesOf({ discounts })).toEqual([['d1', 400]]);
    expect(linesOf({ discounts, usage: { d0: { spentMinor: 0 } }, price: 300 })).toEqual([['d0', 100]]);
  });

  test('P10 a good code that is not needed is named with the reason', () => {
    const code = { percent: 40, code: true };
    const unused = (wish: Wish) => quote(booking({ codes: ['d0'], ...wish })).unused;
    expect(unused({ discounts: [code, { percent: 50 }] })).toEqual([{ discount: 'd0', why: 'better_discount' }]);
    expect(unused({ discounts: [code, { percent: 30 }] })).toEqual([]);
    expect(unused({ discounts: [{ ...code, stacks: true }, { free: true }] })).toEqual([
      { discount: 'd0', why: 'nothing_to_reduce' },
    ]);
    expect(unused({ price: 0, discounts: [code] })).toEqual([{ discount: 'd0', why: 'nothing_to_reduce' }]);
  });

  test('P5 the discounts to lock are those with limits that could apply, by id, spent or not', () => {
    const discounts = [
      { id: 'z', percent: 10, budget: 100 },
      { id: 'b', percent: 10, maxUses: 1 },
      { id: 'c', percent: 10 },
      { id: 'a', percent: 10, maxUsesPerPatron: 1 },
      { id: 'd', percent: 10, maxUses: 1, branches: ['rasht'] },
    ];
    const input = booking({ discounts, usage: { b: { uses: 1 } } });
    expect(discountsToLock(input).map(({ id }) => id)).toEqual(['a', 'b', 'z']);
  });
});
