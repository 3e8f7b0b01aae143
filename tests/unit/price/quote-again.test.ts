import { expect, test } from 'vitest';
import type { Discount } from '#domain/network.ts';
import { quoteAgain } from '#domain/price/quote-again.ts';
import { quote, type QuoteInput } from '#domain/price/quote.ts';

const half: Discount = { id: 'half', name: { en: 'Half' }, percent: 50, concession: 'student', stacks: false };
const fifth: Discount = { id: 'fifth', name: { en: 'A fifth' }, percent: 20, stacks: false, maxUses: 1, budget: 400 };

const input = (more: Partial<QuoteInput>): QuoteInput => ({
  list: { amount: 2000, currency: 'EUR', minorDigits: 2 },
  service: { id: 'talk', kind: 'individual' },
  branch: { id: 'main' },
  on: '2026-11-25',
  discounts: [half, fifth],
  entitlements: [],
  codes: [],
  usage: new Map(),
  ...more,
});

const student = [{ concession: 'student', from: '2026-11-23', until: '2027-05-22' }];
const ownUse = new Map([['fifth', { uses: 1, patronUses: 1, spentMinor: 400 }]]);

test('K7 a right that came later lowers the price', () => {
  const kept = quote(input({}));
  expect(kept.totalMinor).toBe(1600);
  const again = quoteAgain(input({ entitlements: student, usage: ownUse }), kept);
  expect(again).toMatchObject({ totalMinor: 1000, lines: [{ discount: 'half' }] });
});

test('K7 what the booking took itself is not in its own way, and the same price is no new one', () => {
  const kept = quote(input({}));
  expect(quoteAgain(input({ usage: ownUse }), kept)).toBeUndefined();

  const stacking = [{ ...fifth, stacks: true }, half];
  const before = quote(input({ discounts: stacking }));
  const again = quoteAgain(input({ discounts: stacking, entitlements: student, usage: ownUse }), before);
  expect(again?.lines).toMatchObject([
    { discount: 'half', amountMinor: 1000 },
    { discount: 'fifth', amountMinor: 200 },
  ]);
});

test('K7 P12 nothing gets dearer when a discount has gone since', () => {
  expect(quoteAgain(input({ discounts: [], entitlements: student }), quote(input({})))).toBeUndefined();
});
