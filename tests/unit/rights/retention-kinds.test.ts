import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptDays, RETENTION_NAMES } from '#domain/rights/retention-kinds.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';
import { root } from '../../support/source-tree.ts';

test('Q10 docs/retention.md names every kind, with its days as they are', () => {
  const rows = readFileSync(join(root, 'docs/retention.md'), 'utf8').split('\n');
  for (const kind of RETENTION_NAMES) {
    const [, , kept = ''] = rows.find((row) => row.startsWith(`| \`${kind}\``))?.split('|') ?? [];
    const days = keptDays(kind, DEFAULT_SETTINGS);
    expect(kept, kind).toMatch(days > 0 ? new RegExp(`\\b${days} days?\\b`) : /as the law|until they run out/);
  }
});

test('Q10 no setting makes a time shorter than what rests on it', () => {
  const hasty = { ...DEFAULT_SETTINGS, bookingPersonDays: 0, inactiveDays: 0, inactiveCardDays: 0 };
  expect(keptDays('bookings', hasty)).toBe(65);
  expect(keptDays('inactive', hasty)).toBe(180);
  expect(keptDays('bookings', { ...hasty, bookingPersonDays: 400 })).toBe(400);
});

test('Q12 docs/retention.md names every setting of the law of accounts, with its years', () => {
  const text = readFileSync(join(root, 'docs/retention.md'), 'utf8');
  for (const [name, years] of Object.entries(DEFAULT_SETTINGS).filter(([key]) => key.startsWith('accountsYears')))
    expect(text).toMatch(new RegExp(`\\| ${years} +\\| \`${name}\``));
});
