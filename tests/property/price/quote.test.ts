import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quote, type QuoteInput, type Usage } from '#domain/price/quote.ts';
import { KINDS, type Discount } from '#domain/network.ts';

const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'];
const NAMES = ['a', 'b', 'c'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const minor = fc.oneof(fc.nat(50), fc.nat(100_000), fc.nat(Number.MAX_SAFE_INTEGER));
const money = fc.oneof(minor, fc.dictionary(fc.constantFrom('EUR', 'IRR'), minor));

const rule = fc.oneof(
  fc.record({ percent: fc.nat(100) }),
  fc.record({ basisPoints: fc.nat(10_000) }),
  fc.record({ amount: money }),
  fc.constant({ free: true }),
);

const condition = fc.record({
  concession: maybe(fc.constantFrom(...NAMES)),
  code: maybe(fc.boolean()),
  kinds: maybe(fc.subarray([...KINDS])),
  services: maybe(fc.subarray(NAMES)),
  branches: maybe(fc.subarray(NAMES)),
  from: maybe(fc.constantFrom(...DAYS)),
  until: maybe(fc.constantFrom(...DAYS)),
  maxUses: maybe(fc.nat(3)),
  maxUsesPerPatron: maybe(fc.nat(3)),
  budget: maybe(money),
  stacks: fc.boolean(),
});

const discounts = fc.array(fc.tuple(rule, condition), { maxLength: 6 }).map((all) =>
  all.map(([what, when], place) => {
    const given = Object.entries(when).filter(([, value]) => value !== undefined);
    return { id: `d${place}`, name: {}, ...what, ...Object.fromEntries(given) } as Discount;
  }),
);

const used = fc.record({ uses: fc.nat(3), patronUses: fc.nat(3), spentMinor: minor });

const input: fc.Arbitrary<QuoteInput & { discounts: Discount[] }> = fc.record({
  list: fc.record({ amount: minor, currency: fc.constantFrom('EUR', 'IRR'), minorDigits: fc.constant(2) }),
  service: fc.record({ id: fc.constantFrom(...NAMES), kind: fc.constantFrom(...KINDS) }),
  branch: fc.record({ id: fc.constantFrom(...NAMES) }),
  on: fc.constantFrom(...DAYS),
  discounts,
  entitlements: fc.array(
    fc.record({
      concession: fc.constantFrom(...NAMES),
      from: fc.constantFrom(...DAYS),
      until: fc.constantFrom(...DAYS),
    }),
    { maxLength: 4 },
  ),
  codes: fc.subarray(['d0', 'd1', 'd2', 'd3', 'd4', 'd5']),
  usage: fc.dictionary(fc.constantFrom('d0', 'd1', 'd2', 'd3'), used).map((all) => new Map(Object.entries(all))),
});

/** Written from the rules alone, in fractions of whole numbers and without any of the code's own steps. */
function naive(asked: QuoteInput & { discounts: Discount[] }): { lines: [string, bigint][]; total: bigint } {
  const { list, service, branch, on } = asked;
  const unused: Usage = { uses: 0, patronUses: 0, spentMinor: 0 };
  const inCurrency = (amount: NonNullable<Discount['amount']>) =>
    BigInt(typeof amount === 'number' ? amount : (amount[list.currency] ?? 0));
  const applies = (d: Discount) => {
    const usage = asked.usage.get(d.id) ?? unused;
    const noes = [
      d.concession !== undefined &&
        asked.entitlements.filter((e) => e.concession === d.concession && !(on < e.from) && !(on > e.until)).length ===
          0,
      d.code === true && asked.codes.indexOf(d.id) < 0,
      d.kinds !== undefined && d.kinds.indexOf(service.kind) < 0,
      d.services !== undefined && d.services.indexOf(service.id) < 0,
      d.branches !== undefined && d.branches.indexOf(branch.id) < 0,
      d.from !== undefined && on < d.from,
      d.until !== undefined && on > d.until,
      d.maxUses !== undefined && usage.uses >= d.maxUses,
      d.maxUsesPerPatron !== undefined && usage.patronUses >= d.maxUsesPerPatron,
    ];
    return !noes.includes(true);
  };
  const reduction = (d: Discount, price: bigint) => {
    let most = price;
    if (d.budget !== undefined) {
      const left = inCurrency(d.budget) - BigInt((asked.usage.get(d.id) ?? unused).spentMinor);
      if (left < most) most = left;
    }
    let cut = price;
    if (d.amount !== undefined) cut = inCurrency(d.amount);
    const hundredths = d.percent !== undefined ? BigInt(d.percent) * 100n : BigInt(d.basisPoints ?? -1);
    if (hundredths >= 0n && d.amount === undefined && !d.free) {
      cut = (price * hundredths) / 10_000n;
      if (cut * 10_000n !== price * hundredths) cut += 1n;
    }
    const given = cut < most ? cut : most;
    return given > 0n ? given : 0n;
  };

  let total = BigInt(list.amount);
  const lines: [string, bigint][] = [];
  const cut = (d: Discount) => {
    const given = reduction(d, total);
    if (given > 0n) lines.push([d.id, given]);
    total -= given;
  };
  const singles = asked.discounts.filter((d) => applies(d) && !d.stacks);
  const largest = singles.reduce((most, d) => (reduction(d, total) > most ? reduction(d, total) : most), 0n);
  const best = singles.find((d) => largest > 0n && reduction(d, total) === largest);
  if (best) cut(best);
  asked.discounts.filter((d) => applies(d) && d.stacks).forEach(cut);
  return { lines, total };
}

const many = { numRuns: 1_000 };

describe('quotes', () => {
  test('P1 P2 P3 P4 P6 P8 P9 P11 agree with an oracle in whole numbers of any size', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const found = quote(asked);
        const wanted = naive(asked);
        expect(found.lines.map((line) => [line.discount, BigInt(line.amountMinor)])).toEqual(wanted.lines);
        expect(BigInt(found.totalMinor)).toBe(wanted.total);
      }),
      many,
    );
  });

  test('P3 P6 the total is the list less the lines, never below zero, and no line is above its budget', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const { lines, totalMinor, list } = quote(asked);
        const sum = lines.reduce((all, line) => all + BigInt(line.amountMinor), 0n);
        expect(BigInt(totalMinor)).toBe(BigInt(list.amount) - sum);
        expect(totalMinor).toBeGreaterThanOrEqual(0);
        for (const line of lines) {
          const discount = asked.discounts.find(({ id }) => id === line.discount)!;
          const budget = typeof discount.budget === 'object' ? discount.budget[list.currency] : discount.budget;
          const spent = asked.usage.get(line.discount)?.spentMinor ?? 0;
          expect(line.amountMinor).toBeGreaterThan(0);
          if (discount.budget !== undefined) expect(line.amountMinor).toBeLessThanOrEqual((budget ?? 0) - spent);
        }
      }),
      many,
    );
  });

  test('P4 the order of rights and codes does not matter', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const turned = { ...asked, entitlements: asked.entitlements.toReversed(), codes: asked.codes.toReversed() };
        expect(quote(turned)).toEqual(quote(asked));
      }),
    );
  });

  test('P12 one more right or code never costs more', () => {
    const right = fc.record({
      concession: fc.constantFrom(...NAMES),
      from: fc.constant(DAYS[0]!),
      until: fc.constant(DAYS[2]!),
    });
    fc.assert(
      fc.property(input, right, fc.constantFrom('d0', 'd1', 'd2'), (asked, entitlement, code) => {
        const before = quote(asked).totalMinor;
        const richer = { ...asked, entitlements: [...asked.entitlements, entitlement] };
        expect(quote(richer).totalMinor).toBeLessThanOrEqual(before);
        expect(quote({ ...asked, codes: [...asked.codes, code] }).totalMinor).toBeLessThanOrEqual(before);
      }),
      many,
    );
  });

  test('P10 each good code is in a line or named as unused, never both', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const { lines, unused } = quote(asked);
        const inLines = new Set(lines.map((line) => line.discount));
        for (const { discount } of unused) {
          expect(asked.codes).toContain(discount);
          expect(inLines.has(discount)).toBe(false);
        }
      }),
    );
  });
});
